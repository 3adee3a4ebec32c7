import type {Operation, TransferResources} from '@tenantry/sdk/contract';
import type * as z from 'zod/mini';
import type {Dependencies} from '../dependencies.ts';
import type {Effect} from '../http/route.ts';
import {insertTransfer, type OperationRow} from '../operations/queries.ts';
import type {Work} from '../operations/runner.ts';
import {invalidField, Refusal} from '../refusal.ts';
import {selectUser, type UserRow} from '../users/queries.ts';
import {lockGuarded} from '../users/target.ts';
import {isBeingDeleted} from './queries.ts';

interface Request {
  readonly id: string;
  readonly to: z.output<typeof TransferResources>;
  readonly ifMatch: number | '*' | undefined;
}

/** Writes down, in the effect's transaction, that what a user owns is to go to another one (endpoint 17). */
export const requestTransfer = async (
  effect: Effect,
  tenantId: string,
  {newId, now}: Pick<Dependencies, 'newId' | 'now'>,
  {id: from, to: {toUserId, types}, ifMatch = '*'}: Request,
): Promise<OperationRow> => {
  const {transaction, principal, audit} = effect;
  const at = now();
  await lockGuarded(effect, tenantId, {id: from, ifMatch});
  const target = await selectUser(transaction, tenantId, toUserId);
  if (!target) {
    throw invalidField('#/toUserId', 'unknown-reference', 'There is no such user');
  }
  checkTarget(from, target);
  if (await isBeingDeleted(transaction, tenantId, toUserId, at)) {
    // It may be refused yet. Whatever the user got from now on, nobody would be asked about again.
    throw new Refusal('temporarily-unavailable', 'Nobody can be given anything who is about to be deleted', {
      headers: {'Retry-After': '1'},
    });
  }
  const row = await insertTransfer(transaction, tenantId, {
    id: newId('opn'),
    starter: principal,
    from,
    to: toUserId,
    types: types ? [...new Set(types)].toSorted() : null,
    at,
  });
  await audit({
    action: 'operation.updated',
    target: {type: 'operation', id: row.id},
    changes: [
      {path: '/kind', to: row.kind},
      {path: '/fromUserId', to: from},
      {path: '/toUserId', to: toUserId},
      {path: '/status', to: row.status},
    ],
  });
  return row;
};

/** L11: nobody is given anything who is not active, or who has it already. */
const checkTarget = (from: string, target: Pick<UserRow, 'id' | 'status'> | undefined): void => {
  if (target?.status !== 'active' || target.id === from) {
    throw new Refusal('transfer-target', 'What a user owns goes to another user, who is active');
  }
};

/** Carries a transfer out, one provider after another. All of it may be done again (E25). */
export const transferWork =
  ({database, resources}: Pick<Dependencies, 'database' | 'resources'>): Work =>
  async ({tenant_id: tenantId, from_user_id: from, to_user_id: to, types}, {progress, signal}) => {
    checkTarget(from, await database.inTenant(tenantId, (transaction) => selectUser(transaction, tenantId, to)));
    const said: Operation['progress'][] = [];
    const tell = (): void => {
      const isKnown = said.every(({total}) => total !== null);
      progress({
        done: said.reduce((sum, {done}) => sum + done, 0),
        total: isKnown ? said.reduce((sum, {total}) => sum + (total ?? 0), 0) : null,
      });
    };
    for (const provider of resources) {
      if (provider.transfer) {
        signal.throwIfAborted();
        const index = said.push({done: 0, total: 0}) - 1;
        const hear = (done: number, total: number | null): void => {
          if (isCount(done) && (total === null || isCount(total)) && !signal.aborted) {
            said[index] = {done, total};
            tell();
          }
        };
        await provider.transfer(from, to, types, hear, signal, tenantId);
      }
    }
    return {moved: said.reduce((sum, {done}) => sum + done, 0)};
  };

/** What a provider says is not trusted to be a number of things. */
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
