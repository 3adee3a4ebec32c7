import {DeletionCheck, Operation, TransferResources} from '@tenantry/sdk/contract';
import type {Dependencies} from '../dependencies.ts';
import {defineRoute, type Endpoint, reading, writing} from '../http/route.ts';
import {answerOf} from '../operations/routes.ts';
import type {Runner} from '../operations/runner.ts';
import {askOwnership} from '../resources/ownership.ts';
import {selectAdministrators} from '../users/guards.queries.ts';
import {deleteUser, findDeletable} from './delete-user.ts';
import {requestTransfer} from './transfer.ts';
import {usernameHoldsOf} from './username-holds.ts';

const checkDeletionRoute = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/users/{id}/deletion-check',
  operationId: 'users.checkDeletion',
  summary: 'What stands against deleting a user',
  access: 'users.delete',
  answer: {status: 200, description: 'What the user owns, wherever that is', schema: DeletionCheck},
  refusals: ['insufficient-authority', 'self-modification'],
});

const transferRoute = defineRoute({
  method: 'post',
  path: '/v1/tenants/{tenantId}/users/{id}/transfers',
  operationId: 'users.transfer',
  summary: 'Begins to give what a user owns to another user',
  access: 'users.delete',
  body: TransferResources,
  versioned: 'optional',
  exclusive: true,
  answer: {status: 202, description: 'The operation that does it', schema: Operation},
  refusals: ['insufficient-authority', 'self-modification', 'transfer-target'],
});

const deleteRoute = defineRoute({
  method: 'delete',
  path: '/v1/tenants/{tenantId}/users/{id}',
  operationId: 'users.delete',
  summary: 'Deletes a user who owns nothing any more',
  access: 'users.delete',
  versioned: true,
  exclusive: true,
  answer: {status: 204, description: 'The user is gone'},
  refusals: ['insufficient-authority', 'self-modification', 'last-administrator', 'user-owns-resources', 'ownership-unknown'],
});

/** Endpoints 16 to 18. */
export const deletionEndpoints = (dependencies: Dependencies, runner: Runner): readonly Endpoint[] => {
  const {now, publicUrl} = dependencies;
  const holds = usernameHoldsOf(dependencies);
  return [
    reading(checkDeletionRoute, async ({transaction, tenantId, principal, params: {id = ''}}) => {
      await findDeletable({transaction, principal}, tenantId, id);
      const {isOne, hasOthers} = await selectAdministrators(transaction, tenantId, id, now());
      const isLast = isOne && !hasOthers;
      return {
        // Providers are asked when the transaction is over (D3).
        later: async () => {
          const {blockers, isKnown} = await askOwnership(dependencies, {tenantId, userId: id});
          const check: DeletionCheck = {
            deletable: blockers.length === 0 && isKnown && !isLast,
            blockers: [...blockers],
            warnings: [...(isKnown ? [] : ['ownership-unknown']), ...(isLast ? ['last-administrator'] : [])],
            checkedAt: now().toISOString(),
          };
          return {body: check};
        },
      };
    }),

    writing(transferRoute, async ({tenantId, params: {id = ''}, body, ifMatch, transact}) => {
      let begun: string | undefined;
      const answer = await transact(async (effect) => {
        const row = await requestTransfer(effect, tenantId, dependencies, {id, to: body, ifMatch});
        begun = row.id;
        const {headers, ...rest} = answerOf(row);
        const location = `${publicUrl.href.replace(/\/$/, '')}/v1/tenants/${tenantId}/operations/${row.id}`;
        return {...rest, headers: {...headers, Location: location}};
      });
      if (begun !== undefined) {
        runner.begin(tenantId, begun);
      }
      return answer;
    }),

    writing(deleteRoute, (call) => deleteUser(dependencies, holds, call)),
  ];
};
