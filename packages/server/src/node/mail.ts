import {randomBytes} from 'node:crypto';
import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createTransport} from 'nodemailer';
import type {Mail, Mailer} from '../mail/mailer.ts';
import type {Environment} from './environment.ts';

const TIME_LIMIT_MS = 10_000;

export interface SmtpOptions {
  /** `smtps://user:password@mail.example:465`; with `smtp:` the connection is encrypted where the server can, `?requireTLS=true` asks for it. */
  readonly url: string;
  /** Whom mails come from: `no-reply@portal.example`, or `Portal <no-reply@portal.example>`. */
  readonly from: string;
}

/** Sends mail by SMTP, each on a connection of its own. */
export const smtpMailer = ({url, from}: SmtpOptions): Mailer => {
  const transport = createTransport(
    {url, connectionTimeout: TIME_LIMIT_MS, greetingTimeout: TIME_LIMIT_MS, socketTimeout: TIME_LIMIT_MS, dnsTimeout: TIME_LIMIT_MS},
    {from, ...CLOSED},
  );
  return {
    send: async (mail) => {
      await transport.sendMail(messageOf(mail));
    },
  };
};

/** Writes each mail into a folder, as a file that mail programs open, for its owner's eyes only: they hold what gives a way in. */
export const folderMailer = ({folder, from}: {readonly folder: string; readonly from: string}): Mailer => {
  const transport = createTransport({streamTransport: true, buffer: true, newline: 'windows'}, {from, ...CLOSED});
  return {
    send: async (mail) => {
      const {message} = await transport.sendMail(messageOf(mail));
      await mkdir(folder, {recursive: true, mode: 0o700});
      const name = `${new Date().toISOString().replaceAll(':', '-')}-${randomBytes(4).toString('hex')}.eml`;
      await writeFile(join(folder, name), message as Buffer, {flag: 'wx', mode: 0o600});
    },
  };
};

/** What the environment says mail is sent by; `undefined` where it says nothing. */
export const mailerOf = ({smtp}: Pick<Environment, 'smtp'>): Mailer | undefined => smtp && smtpMailer(smtp);

/** A text is a text: nothing in it names a file or an address to load. */
const CLOSED = {disableFileAccess: true, disableUrlAccess: true} as const;

/** The address is one address, whatever stands in it. Programs that answer mail by themselves shall not. */
const messageOf = ({to, subject, text, html}: Mail) => ({
  to: {name: '', address: to},
  subject,
  text,
  html,
  headers: {'Auto-Submitted': 'auto-generated'},
});
