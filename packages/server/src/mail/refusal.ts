import {Refusal} from '../refusal.ts';

/** Refuses to send a mail where there is nothing to send it by. */
export const noMail = (): Refusal => new Refusal('mail-not-configured', 'This server has nothing to send mail by');
