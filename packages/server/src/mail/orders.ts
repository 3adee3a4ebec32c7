import type {TenantTransaction} from '../db/database.ts';
import {cancelEntries, type OutboxEntry} from '../outbox/queries.ts';
import {deleteLink} from '../sessions/links.queries.ts';

/** Outbox entries of mails: those that give a way in, which is cancelled with whatever cancels it, and those that only tell. */
export const ACCESS_MAIL = 'accessMail';
export const NOTICE_MAIL = 'noticeMail';
/** That somebody asked for a reset. Whether there is such a user is found out when it is told, not when it was asked (E16). */
export const RESET_REQUEST = 'resetRequest';

/** A link, made when it is sent: until then there is none, so that its token lies nowhere (A11). */
export interface LinkOrder {
  readonly mail: 'link';
  readonly userId: string;
  readonly purpose: 'setUp' | 'reset';
  readonly expiresAt: string;
}

/** A temporary password, sealed. */
export interface TemporaryOrder {
  readonly mail: 'temporary';
  readonly userId: string;
  readonly isNew: boolean;
  readonly sealed: string;
  readonly expiresAt: string;
}

export type NoticeOrder =
  | {readonly mail: 'welcome' | 'passwordReset'; readonly userId: string}
  /** `to` is the address that the user no longer has. */
  | {readonly mail: 'emailChanged'; readonly userId: string; readonly to: string};

export interface ResetRequestOrder {
  /** What was typed, sealed: it may have been a password. */
  readonly sealed: string;
  readonly until: string;
}

/** Orders a mail that gives a way in. */
export const accessMail = (order: LinkOrder | TemporaryOrder): OutboxEntry => ({
  kind: ACCESS_MAIL,
  subject: order.userId,
  payload: {...order},
});

/** Orders a mail that only tells. */
export const noticeMail = (order: NoticeOrder): OutboxEntry => ({kind: NOTICE_MAIL, subject: order.userId, payload: {...order}});

export const resetRequest = (order: ResetRequestOrder): OutboxEntry => ({kind: RESET_REQUEST, payload: {...order}});

/** Takes away the link that a user has, and whatever mail would give a way in (L7, L9, A11). The user is locked. */
export const cancelAccess = async (transaction: TenantTransaction, tenantId: string, userId: string): Promise<void> => {
  await deleteLink(transaction, tenantId, userId);
  await cancelEntries(transaction, tenantId, {kind: ACCESS_MAIL, subject: userId});
};
