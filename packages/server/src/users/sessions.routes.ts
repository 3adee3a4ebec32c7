import {SESSION_LIST, SessionPage} from '@tenantry/sdk/contract';
import type {Dependencies} from '../dependencies.ts';
import {defineRoute, type Effect, type Endpoint, reading, writing} from '../http/route.ts';
import {notFound} from '../refusal.ts';
import {endAccess, listSessions} from '../sessions/queries.ts';
import {selectUser} from './queries.ts';
import {lockGuarded} from './target.ts';

const listUserSessions = defineRoute({
  method: 'get',
  path: '/v1/tenants/{tenantId}/users/{id}/sessions',
  operationId: 'users.sessions',
  summary: 'The open sessions of a user',
  access: 'users.read',
  list: SESSION_LIST,
  answer: {status: 200, description: 'One page of sessions', schema: SessionPage},
  refusals: [],
});

const endUserSessions = defineRoute({
  method: 'delete',
  path: '/v1/tenants/{tenantId}/users/{id}/sessions',
  operationId: 'users.endSessions',
  summary: 'Ends all sessions of a user, and the tokens that were issued until now',
  access: 'users.resetPassword',
  exclusive: true,
  answer: {status: 204, description: 'The user is signed in nowhere'},
  refusals: ['insufficient-authority', 'self-modification'],
});

/** Endpoint 19. */
export const userSessionsEndpoints = ({now}: Dependencies): readonly Endpoint[] => [
  reading(listUserSessions, async ({transaction, tenantId, principal: {sessionId: currentId}, params: {id: userId = ''}, query}) => {
    if (!(await selectUser(transaction, tenantId, userId))) {
      throw notFound();
    }
    return {page: await listSessions(transaction, tenantId, {userId, currentId, now: now(), list: query.list})};
  }),

  writing(endUserSessions, ({tenantId, params: {id = ''}, transact}) =>
    transact(async (effect) => {
      await endSessions(effect, tenantId, {id, at: now()});
      return {};
    }),
  ),
];

/** Ends whatever a user is signed in by. For who is deactivated it has ended already: then nothing is written down. */
const endSessions = async (effect: Effect, tenantId: string, {id, at}: {readonly id: string; readonly at: Date}): Promise<void> => {
  const {transaction, audit} = effect;
  const {status} = await lockGuarded(effect, tenantId, {id, ifMatch: '*'});
  if (status === 'active') {
    await endAccess(transaction, tenantId, {userId: id, at});
    await audit({action: 'session.ended', target: {type: 'user', id}});
  }
};
