import assert from 'node:assert/strict';
import {mkdtemp, readdir, readFile, rm, stat} from 'node:fs/promises';
import {type AddressInfo, createServer, type Server} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, beforeEach, describe, test} from 'node:test';
import type {Mail} from '../mail/mailer.ts';
import {folderMailer, mailerOf, smtpMailer} from './mail.ts';

const FROM = 'Portal <no-reply@portal.example>';
const MAIL: Mail = {
  to: 'ada@aurora.example',
  subject: 'Grüße von Aurora',
  text: 'Ein Text.\n\nPage: https://portal.example/reset#token=ten_1.abc\n',
  html: '<!doctype html>\n<html lang="de" dir="ltr"><body><p>Ein Text.</p></body></html>\n',
};

const signal = new AbortController().signal;

/** As much of a mail server as one mail takes (RFC 5321). What it was told is in `heard`, a mail in `mails`. */
class MailServer {
  readonly heard: string[] = [];
  readonly mails: string[] = [];
  /** What it answers to a recipient. */
  answer = '250 ok';
  readonly #server: Server = createServer((socket) => {
    let waiting = '';
    let isData = false;
    socket.setEncoding('utf8');
    socket.write('220 mail.test ESMTP\r\n');
    socket.on('error', () => undefined);
    socket.on('data', (chunk: string) => {
      waiting += chunk;
      for (;;) {
        const end = isData ? waiting.indexOf('\r\n.\r\n') : waiting.indexOf('\r\n');
        if (end < 0) {
          return;
        }
        const line = waiting.slice(0, end);
        waiting = waiting.slice(end + (isData ? 5 : 2));
        if (isData) {
          this.mails.push(line);
          isData = false;
          socket.write('250 taken\r\n');
          continue;
        }
        this.heard.push(line);
        isData = line === 'DATA';
        socket.write(
          `${isData ? '354 go on' : line.startsWith('RCPT') ? this.answer : line.startsWith('QUIT') ? '221 bye' : '250 ok'}\r\n`,
        );
      }
    });
  });

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return `smtp://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

/** The parts of a mail, decoded. */
const decoded = (raw: string): string => {
  const joined = raw.replaceAll(/=\r?\n/g, '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => `%${hex}`);
  return joined.replaceAll(/(?:%[0-9A-F]{2})+/g, (bytes) => decodeURIComponent(bytes));
};

describe('mail by SMTP', () => {
  const server = new MailServer();
  let url = '';
  before(async () => {
    url = await server.listen();
  });
  after(() => server.close());
  beforeEach(() => {
    server.heard.length = server.mails.length = 0;
    server.answer = '250 ok';
  });

  test('L26: a mail arrives with both its parts, from whom the environment names, to one address', async () => {
    await (mailerOf({smtp: {url, from: FROM}}) ?? assert.fail()).send(MAIL, signal);
    assert.ok(server.heard.includes('MAIL FROM:<no-reply@portal.example>'));
    assert.deepEqual(
      server.heard.filter((line) => line.startsWith('RCPT')),
      ['RCPT TO:<ada@aurora.example>'],
    );
    const [raw = ''] = server.mails;
    assert.match(raw, /^From: Portal <no-reply@portal\.example>\r$/m);
    assert.match(raw, /^To: ada@aurora\.example\r$/m);
    assert.match(raw, /^Auto-Submitted: auto-generated\r$/m);
    assert.match(raw, /multipart\/alternative/);
    assert.match(raw, /Content-Type: text\/plain; charset=utf-8[^]*Content-Type: text\/html; charset=utf-8/);
    assert.match(decoded(raw), /https:\/\/portal\.example\/reset#token=ten_1\.abc/);
  });

  test('L26: no header can be put in by a text, and no recipient by an address', async () => {
    const mailer = smtpMailer({url, from: FROM});
    await mailer.send({...MAIL, subject: 'Hello\r\nBcc: everybody@aurora.example'}, signal);
    await mailer.send({...MAIL, to: 'ada@aurora.example, eve@evil.example'}, signal).catch(() => undefined);
    await mailer.send({...MAIL, to: 'ada@aurora.example>\r\nRCPT TO:<eve@evil.example'}, signal).catch(() => undefined);
    for (const raw of server.mails) {
      assert.doesNotMatch(raw, /^Bcc:/im);
    }
    for (const line of server.heard) {
      assert.doesNotMatch(line, /^RCPT TO:\s*<(?:everybody|eve)@/);
    }
  });

  test('L6: a mail that nobody takes has failed', async () => {
    server.answer = '550 no such mailbox';
    await assert.rejects(smtpMailer({url, from: FROM}).send(MAIL, signal));
    assert.deepEqual(server.mails, []);
    await assert.rejects(smtpMailer({url: 'smtp://127.0.0.1:1', from: FROM}).send(MAIL, signal));
  });

  test('without SMTP_URL there is nothing to send mail by', () => {
    assert.equal(mailerOf({smtp: undefined}), undefined);
  });
});

describe('mail into a folder', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tenantry-mail-'));
  });
  after(() => rm(folder, {recursive: true, force: true}));

  test('T12: each mail is a file of its own, which only its owner can read', async () => {
    const mailer = folderMailer({folder: join(folder, 'mail'), from: FROM});
    await mailer.send(MAIL, signal);
    await mailer.send({...MAIL, to: 'bob@aurora.example'}, signal);
    const names = (await readdir(join(folder, 'mail'))).toSorted();
    assert.equal(names.length, 2);
    const modes = await Promise.all(names.map(async (name) => (await stat(join(folder, 'mail', name))).mode & 0o777));
    assert.deepEqual([modes, (await stat(join(folder, 'mail'))).mode & 0o777], [[0o600, 0o600], 0o700]);
    for (const name of names) {
      assert.match(name, /^[\dTZ.-]+-[0-9a-f]{8}\.eml$/);
    }
    const texts = await Promise.all(names.map((name) => readFile(join(folder, 'mail', name), 'utf8')));
    assert.equal(texts.filter((text) => /^To: (?:ada|bob)@aurora\.example\r$/m.test(text)).length, 2);
    assert.match(decoded(texts[0] ?? ''), /Ein Text\./);
  });
});
