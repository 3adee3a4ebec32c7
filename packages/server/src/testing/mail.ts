import assert from 'node:assert/strict';
import type {Mail, Mailer} from '../mail/mailer.ts';
import {until} from './locks.ts';

/** A mailer that keeps what it is given. */
export class TestMailer implements Mailer {
  readonly sent: Mail[] = [];
  /** While it is down it takes nothing. */
  isDown = false;

  async send(mail: Mail): Promise<void> {
    if (this.isDown) {
      throw Object.assign(new Error(`550 no such mailbox: ${mail.to}`), {code: 'EENVELOPE'});
    }
    this.sent.push(mail);
  }

  /** What an address was sent, once it is so many mails. */
  async to(address: string, count = 1): Promise<Mail[]> {
    const found = (): Mail[] => this.sent.filter(({to}) => to === address);
    await until(`${count} mails`, async () => found().length >= count);
    assert.equal(found().length, count);
    return found();
  }
}

/** The link in a mail: the page it opens, and the token behind the hash. */
export const linkOf = ({text}: Mail): {readonly page: string; readonly token: string} => {
  const [, page = '', token = ''] = /(https?:\/\/\S+)#token=(\S+)/.exec(text) ?? [];
  return {page, token};
};

/** The temporary password in a mail. */
export const passwordOf = ({text}: Mail): string => /^[\w-]{5}(?:[ -]?[\w]{4,6}){3}$/m.exec(text)?.[0] ?? '';
