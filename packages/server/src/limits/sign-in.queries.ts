import {type SqlBool, sql} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';
import {deleteSome} from '../db/delete-some.ts';
import type {Policy} from './policies.ts';
import type {Budget} from './rate-limiter.ts';

/** A budget of a tenant, and the time at which it is asked. */
export interface Account {
  readonly key: string;
  readonly policy: Policy;
  readonly at: Date;
}

/**
 * Takes one from a budget that fills up by itself, one after another, in one statement: of many at once, exactly as many get one as are
 * left. Within the window of the policy its whole quota grows again.
 */
export const takeOne = async (transaction: TenantTransaction, tenantId: string, account: Account): Promise<Budget> => {
  const {key, at} = account;
  const {step, most} = growth(account.policy);
  const next = sql<Date>`greatest(sign_in_budgets.whole_at, ${at}::timestamptz) + ${step} * interval '1 millisecond'`;
  const taken = await transaction
    .insertInto('sign_in_budgets')
    .values({tenant_id: tenantId, key, whole_at: new Date(at.getTime() + step)})
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'key'])
        .doUpdateSet({whole_at: next})
        .where(sql<boolean>`${next} <= ${new Date(at.getTime() + most)}::timestamptz`),
    )
    .returning('whole_at')
    .executeTakeFirst();
  return taken ? budgetOf(account, taken.whole_at, true) : budgetOf(account, await selectWholeAt(transaction, tenantId, account), false);
};

/** Undoes a `takeOne`. */
export const giveOneBack = async (transaction: TenantTransaction, tenantId: string, account: Account): Promise<Budget> => {
  const {step} = growth(account.policy);
  const given = await transaction
    .updateTable('sign_in_budgets')
    .set({whole_at: sql<Date>`whole_at - ${step} * interval '1 millisecond'`})
    .where('tenant_id', '=', tenantId)
    .where('key', '=', account.key)
    .returning('whole_at')
    .executeTakeFirst();
  return budgetOf(account, given?.whole_at ?? account.at, true);
};

/** Writes a budget as it is: work for the database that changes nothing. */
export const touchBudget = async (transaction: TenantTransaction, tenantId: string, key: string): Promise<void> => {
  await transaction
    .updateTable('sign_in_budgets')
    .set((eb) => ({whole_at: eb.ref('whole_at')}))
    .where('tenant_id', '=', tenantId)
    .where('key', '=', key)
    .execute();
};

/** Forgets at most `most` budgets that are whole, and says how many those were. */
export const deleteWholeBudgets = (
  transaction: TenantTransaction,
  tenantId: string,
  {now, most}: {readonly now: Date; readonly most: number},
): Promise<number> => deleteSome(transaction, 'sign_in_budgets', sql<SqlBool>`tenant_id = ${tenantId} and whole_at <= ${now}`, most);

const selectWholeAt = async (transaction: TenantTransaction, tenantId: string, {key, at}: Account): Promise<Date> => {
  const found = await transaction
    .selectFrom('sign_in_budgets')
    .select('whole_at')
    .where('tenant_id', '=', tenantId)
    .where('key', '=', key)
    .executeTakeFirst();
  return found?.whole_at ?? at;
};

/** Milliseconds in which one grows again, and in which all do. */
const growth = ({quota, windowSeconds}: Policy): {step: number; most: number} => {
  const step = Math.max(1, Math.floor((windowSeconds * 1000) / quota));
  return {step, most: step * quota};
};

const budgetOf = ({policy, at}: Account, wholeAt: Date, isGranted: boolean): Budget => {
  const {step, most} = growth(policy);
  const missing = Math.max(0, wholeAt.getTime() - at.getTime());
  return {
    policy,
    left: Math.max(0, policy.quota - Math.ceil(missing / step)),
    resetSeconds: Math.ceil(missing / 1000),
    retryAfterSeconds: isGranted ? undefined : Math.max(1, Math.ceil((missing + step - most) / 1000)),
  };
};
