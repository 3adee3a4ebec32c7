import {Operation} from '@tenantry/sdk/contract';
import type {Dependencies} from '../dependencies.ts';
import {checkVersion} from '../http/preconditions.ts';
import {type Answer, defineRoute, type Endpoint, reading, writing} from '../http/route.ts';
import {notFound} from '../refusal.ts';
import {endOperation, isUnfinished, lockOperation, type OperationRow, selectOperation, toOperation} from './queries.ts';
import type {Runner} from './runner.ts';

const getOperation = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/operations/{id}',
  operationId: 'operations.get',
  summary: 'How an operation goes that the caller has started',
  access: 'full',
  answer: {status: 200, description: 'The operation', schema: Operation},
  refusals: [],
});

const cancelOperation = defineRoute({
  method: 'post',
  path: '/v1/tenants/{tenantId}/operations/{id}/cancel',
  operationId: 'operations.cancel',
  summary: 'Ends an operation that the caller has started. What it has done stays done',
  access: 'full',
  versioned: 'optional',
  answer: {status: 202, description: 'The operation, cancelled unless it had ended', schema: Operation},
  refusals: [],
});

/** How long to wait before asking again. */
const RETRY_SECONDS = '1';

/** The answer that shows an operation, with a hint when to ask for it again (W18). */
export const answerOf = (row: OperationRow): Answer => ({
  body: toOperation(row),
  version: row.version,
  ...(isUnfinished(row) && {headers: {'Retry-After': RETRY_SECONDS}}),
});

/** Endpoint 47. */
export const operationsEndpoints = ({now}: Pick<Dependencies, 'now'>, runner: Runner): readonly Endpoint[] => [
  reading(getOperation, async ({transaction, tenantId, principal, params: {id = ''}}) => {
    const row = await selectOperation(transaction, tenantId, {id, starter: principal, now: now()});
    if (!row) {
      throw notFound();
    }
    return answerOf(row);
  }),

  writing(cancelOperation, async ({tenantId, params: {id = ''}, ifMatch = '*', transact}) => {
    const answer = await transact(async ({transaction, principal, audit}) => {
      const at = now();
      const row = await lockOperation(transaction, tenantId, {id, starter: principal, now: at});
      if (!row) {
        throw notFound();
      }
      await checkVersion(ifMatch, row.version, async () => toOperation(row));
      const ended = await endOperation(transaction, tenantId, {id, now: at, ending: {status: 'cancelled'}});
      if (ended) {
        const changes = [{path: '/status', from: row.status, to: ended.status}];
        await audit({action: 'operation.updated', target: {type: 'operation', id}, changes});
      }
      return answerOf(ended ?? row);
    });
    runner.stop(id);
    return answer;
  }),
];
