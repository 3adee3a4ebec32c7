import {type SqlBool, sql} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';
import {deleteSome} from '../db/delete-some.ts';
import {forgetPerson} from '../idempotency/queries.ts';

/**
 * Lets nobody act as a user for a while who is about to be deleted. `false` where somebody else is deleting the user already: then there is
 * one note at a time, and while it stands nobody has acted as the user since it was made. The tenant is locked.
 */
export const beginDeletion = async (
  transaction: TenantTransaction,
  tenantId: string,
  userId: string,
  {until, now}: {readonly until: Date; readonly now: Date},
): Promise<boolean> => {
  const row = await transaction
    .insertInto('deletions')
    .values({tenant_id: tenantId, user_id: userId, until})
    .onConflict((conflict) => conflict.columns(['tenant_id', 'user_id']).doUpdateSet({until}).where('deletions.until', '<=', now))
    .returning('until')
    .executeTakeFirst();
  return row !== undefined;
};

/** Takes that back. */
export const giveUpDeletion = async (transaction: TenantTransaction, tenantId: string, userId: string, until: Date): Promise<void> => {
  await transaction
    .deleteFrom('deletions')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('until', '=', until)
    .execute();
};

/** Whether somebody is about to delete a user. */
export const isBeingDeleted = async (transaction: TenantTransaction, tenantId: string, userId: string, now: Date): Promise<boolean> => {
  const row = await transaction
    .selectFrom('deletions')
    .select('until')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('until', '>', now)
    .executeTakeFirst();
  return row !== undefined;
};

/** Whether the deletion that said so is still the one: nobody has acted as the user since it began. */
export const isDeletionOn = async (
  transaction: TenantTransaction,
  tenantId: string,
  userId: string,
  {until, now}: {readonly until: Date; readonly now: Date},
): Promise<boolean> => {
  const row = await transaction
    .selectFrom('deletions')
    .select('until')
    .where('tenant_id', '=', tenantId)
    .where('user_id', '=', userId)
    .where('until', '=', until)
    .where('until', '>', now)
    .executeTakeFirst();
  return row !== undefined;
};

/**
 * Erases a user (L10): the row, and with it credentials, identities, activity, words, sessions and links; what was to be told of the user;
 * answers that are kept for repeats and hold the user. What keeps the id from now on belongs to a `deleted user`.
 */
export const eraseUser = async (transaction: TenantTransaction, tenantId: string, userId: string): Promise<void> => {
  await transaction.deleteFrom('outbox').where('tenant_id', '=', tenantId).where('subject', '=', userId).execute();
  await forgetPerson(transaction, tenantId, userId);
  await transaction.deleteFrom('users').where('tenant_id', '=', tenantId).where('id', '=', userId).execute();
};

/** Keeps a username from everybody until then. */
export const holdUsername = async (transaction: TenantTransaction, tenantId: string, signature: string, until: Date): Promise<void> => {
  await transaction
    .insertInto('username_holds')
    .values({tenant_id: tenantId, signature, until})
    .onConflict((conflict) => conflict.columns(['tenant_id', 'signature']).doUpdateSet({until}))
    .execute();
};

/** Those of these signatures whose usernames nobody may have yet. */
export const selectHeldUsernames = async (
  transaction: TenantTransaction,
  tenantId: string,
  signatures: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> => {
  if (signatures.length === 0) {
    return new Set();
  }
  const rows = await transaction
    .selectFrom('username_holds')
    .select('signature')
    .where('tenant_id', '=', tenantId)
    .where('signature', 'in', signatures)
    .where('until', '>', now)
    .execute();
  return new Set(rows.map(({signature}) => signature));
};

/** Forgets at most `most` usernames of a tenant that anybody may have again, and says how many those were. */
export const deleteHoldsOver = (
  transaction: TenantTransaction,
  tenantId: string,
  {now, most}: {readonly now: Date; readonly most: number},
): Promise<number> => deleteSome(transaction, 'username_holds', sql<SqlBool>`tenant_id = ${tenantId} and until <= ${now}`, most);

/** Forgets at most `most` deletions of a tenant in whose midst a process has ended, and says how many those were. */
export const deleteDeletionsOver = (
  transaction: TenantTransaction,
  tenantId: string,
  {now, most}: {readonly now: Date; readonly most: number},
): Promise<number> => deleteSome(transaction, 'deletions', sql<SqlBool>`tenant_id = ${tenantId} and until <= ${now}`, most);
