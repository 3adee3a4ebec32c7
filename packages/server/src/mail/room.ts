import type {RandomBytes} from '@tenantry/sdk/contract';
import type {Dependencies} from '../dependencies.ts';
import type {OutboxHandler, Told} from '../outbox/outbox.ts';
import {hasEntry} from '../outbox/queries.ts';
import {putLink} from '../sessions/links.queries.ts';
import {formatToken, newSessionSecret} from '../sessions/tokens.ts';
import {lockUser} from '../users/update.queries.ts';
import {stationeryOf} from './compose.ts';
import type {Mailer} from './mailer.ts';
import {
  ACCESS_MAIL,
  type LinkOrder,
  NOTICE_MAIL,
  type NoticeOrder,
  RESET_REQUEST,
  type ResetRequestOrder,
  type TemporaryOrder,
} from './orders.ts';
import {type Addressee, selectAddressee, selectLogin} from './queries.ts';
import type {Sealer} from './sealing.ts';

export interface MailRoomParts extends Pick<Dependencies, 'database' | 'now'> {
  readonly random: RandomBytes;
  readonly mailer: Mailer;
  readonly sealer: Sealer;
}

const MINUTE_MS = 60_000;
/** How long a link is good (A11). */
const LINK_MS = {setUp: 72 * 60 * MINUTE_MS, reset: 30 * MINUTE_MS} as const;

/** Until when a link is good that is ordered now. */
export const linkEnd = (purpose: LinkOrder['purpose'], now: Date): Date => new Date(now.getTime() + LINK_MS[purpose]);

/**
 * The one place where mails are made: what is ordered by the outbox is written in the tenant's language and handed to the mailer (L26). A
 * mail is made when it is sent, of what is true then: one whose reason has gone is not sent.
 */
export const mailRoom = ({database, now, random, mailer, sealer}: MailRoomParts): Readonly<Record<string, OutboxHandler>> => {
  const find = (tenantId: string, userId: string): Promise<Addressee | undefined> =>
    database.inTenant(tenantId, (transaction) => selectAddressee(transaction, tenantId, userId));

  /** Makes a link and sends it, unless nobody may use one. */
  const sendLink = async (
    {tenantId, id}: Told,
    {userId, purpose, expiresAt, isAsked}: Omit<LinkOrder, 'mail' | 'expiresAt'> & {readonly expiresAt: Date; readonly isAsked: boolean},
    signal: AbortSignal,
  ): Promise<void> => {
    const {secret, tokenHash} = await newSessionSecret(random);
    const user = await database.inTenant(tenantId, async (transaction) => {
      await lockUser(transaction, tenantId, userId);
      const found = await selectAddressee(transaction, tenantId, userId);
      // Whoever cancelled the order has held the lock before.
      if (!found || !mayEnter(found) || expiresAt <= now() || !(await hasEntry(transaction, tenantId, id))) {
        return undefined;
      }
      await putLink(transaction, tenantId, {userId, tokenHash, expiresAt});
      return found;
    });
    if (!user) {
      return;
    }
    const {texts, written, compose} = stationeryOf(user.settings);
    const about = {tenant: user.tenant, until: written(expiresAt)};
    const href = linkUnder(user.settings.loginUrl, purpose, formatToken({tenantId, secret}));
    await mailer.send(compose(user.email, purpose === 'setUp' ? texts.setUp(about) : texts.reset({...about, isAsked}), {href}), signal);
  };

  const sendTemporary = async (
    tenantId: string,
    {userId, isNew, sealed, expiresAt}: TemporaryOrder,
    signal: AbortSignal,
  ): Promise<void> => {
    const user = await find(tenantId, userId);
    const end = new Date(expiresAt);
    if (!user || !mayEnter(user) || user.temporaryUntil?.getTime() !== end.getTime() || end <= now()) {
      return;
    }
    const {texts, written, compose} = stationeryOf(user.settings);
    const text = texts.temporary({tenant: user.tenant, until: written(end), isNew});
    await mailer.send(compose(user.email, text, {secret: await sealer.open(sealed), href: user.settings.loginUrl}), signal);
  };

  const notify = async ({tenantId, payload}: Told, signal: AbortSignal): Promise<void> => {
    const order = payload as unknown as NoticeOrder;
    const user = await find(tenantId, order.userId);
    if (!user) {
      return;
    }
    const {texts, compose} = stationeryOf(user.settings);
    const {tenant, username, settings} = user;
    switch (order.mail) {
      case 'welcome':
        return mailer.send(compose(user.email, texts.welcome({tenant, username}), {href: settings.loginUrl}), signal);
      case 'passwordReset':
        return mailer.send(compose(user.email, texts.passwordReset({tenant})), signal);
      case 'emailChanged':
        return mailer.send(compose(order.to, texts.emailChanged({tenant})), signal);
    }
  };

  return {
    [ACCESS_MAIL]: (told, signal) => {
      const order = told.payload as unknown as LinkOrder | TemporaryOrder;
      return order.mail === 'temporary'
        ? sendTemporary(told.tenantId, order, signal)
        : sendLink(told, {...order, expiresAt: new Date(order.expiresAt), isAsked: false}, signal);
    },
    [NOTICE_MAIL]: notify,
    [RESET_REQUEST]: async (told, signal) => {
      const {tenantId, payload} = told;
      const {sealed, until} = payload as unknown as ResetRequestOrder;
      const login = await sealer.open(sealed);
      const userId = await database.inTenant(tenantId, (transaction) => selectLogin(transaction, tenantId, login));
      if (userId !== undefined && new Date(until) > now()) {
        await sendLink(told, {userId, purpose: 'reset', expiresAt: linkEnd('reset', now()), isAsked: true}, signal);
      }
    },
  };
};

/** Whether a way in is of any use to a user. */
const mayEnter = ({status, credential}: Addressee): boolean => status === 'active' && credential !== 'external';

/** The pages of the portal that take a token, under the address of its login page. Behind the hash, no server ever sees it (A11). */
const linkUnder = (loginUrl: string, purpose: LinkOrder['purpose'], token: string): string =>
  new URL(`${purpose === 'setUp' ? 'welcome' : 'reset'}#token=${token}`, loginUrl).href;
