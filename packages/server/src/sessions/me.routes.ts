import {ChangePassword, Me, SESSION_LIST, SessionPage, UpdateMe} from '@tenantry/sdk/contract';
import type {Dependencies} from '../dependencies.ts';
import {checkVersion} from '../http/preconditions.ts';
import {defineRoute, type Endpoint, reading, writing} from '../http/route.ts';
import {notFound} from '../refusal.ts';
import {updateUser} from '../users/update.queries.ts';
import {changePassword} from './change-password.ts';
import {featuresOf} from './features.ts';
import {selectMe, selectOneself} from './me.queries.ts';
import {deleteSession, listSessions} from './queries.ts';

export const getMeRoute = defineRoute({
  method: 'get',
  path: '/v1/me',
  operationId: 'me.get',
  summary: 'Reads oneself.',
  access: 'session',
  answer: {status: 200, description: 'The caller.', schema: Me},
  refusals: [],
});

export const updateMeRoute = defineRoute({
  method: 'patch',
  path: '/v1/me',
  operationId: 'me.update',
  summary: 'Changes one’s own names. If-Match takes the version of the user.',
  access: 'full',
  body: UpdateMe,
  versioned: true,
  answer: {status: 200, description: 'The caller, changed.', schema: Me},
  refusals: [],
});

export const changePasswordRoute = defineRoute({
  method: 'post',
  path: '/v1/me/password',
  operationId: 'me.changePassword',
  summary: 'Sets a new password of one’s own. Every other session ends, and this one goes on under a new cookie.',
  access: 'session',
  body: ChangePassword,
  keyless: true,
  answer: {status: 204, description: 'The password is changed.'},
  refusals: ['wrong-password', 'temporary-password-expired', 'password-policy'],
});

export const listMySessionsRoute = defineRoute({
  method: 'get',
  path: '/v1/me/sessions',
  operationId: 'me.sessions',
  summary: 'Lists one’s own sessions.',
  access: 'full',
  list: SESSION_LIST,
  answer: {status: 200, description: 'A page of sessions.', schema: SessionPage},
  refusals: [],
});

export const endMySessionRoute = defineRoute({
  method: 'delete',
  path: '/v1/me/sessions/{id}',
  operationId: 'me.endSession',
  summary: 'Ends a session of one’s own.',
  access: 'full',
  answer: {status: 204, description: 'The session has ended.'},
  refusals: [],
});

/** Endpoints 5, 6 and 8. */
export const meEndpoints = (dependencies: Dependencies): Endpoint[] => {
  const {now} = dependencies;
  const features = featuresOf(dependencies);
  return [
    reading(getMeRoute, async ({transaction, tenantId, principal: {id: userId, sessionId}}) => ({
      body: await selectMe(transaction, tenantId, {userId, sessionId, now: now(), features}),
    })),
    writing(updateMeRoute, ({tenantId, body, ifMatch, transact}) =>
      transact(async ({transaction, principal: {id: userId, sessionId}, audit}) => {
        const row = await selectOneself(transaction, tenantId, userId);
        const read = () => selectMe(transaction, tenantId, {userId, sessionId, now: now(), features});
        await checkVersion(ifMatch, row.version, read);
        const names = {firstName: body.firstName ?? row.first_name, lastName: body.lastName ?? row.last_name};
        const changes = [
          ...(names.firstName === row.first_name ? [] : [{path: '/firstName'}]),
          ...(names.lastName === row.last_name ? [] : [{path: '/lastName'}]),
        ];
        if (changes.length === 0) {
          return {body: await read()};
        }
        await updateUser(transaction, tenantId, row, {...names, at: now()});
        const me = await read();
        await audit({action: 'user.updated', target: {type: 'user', id: userId}, changes});
        return {body: me};
      }),
    ),
    writing(changePasswordRoute, (call) => changePassword(dependencies, call)),
    reading(listMySessionsRoute, async ({transaction, tenantId, principal: {id: userId, sessionId: currentId}, query}) => ({
      page: await listSessions(transaction, tenantId, {userId, currentId, now: now(), list: query.list}),
    })),
    writing(endMySessionRoute, ({tenantId, params: {id = ''}, transact}) =>
      transact(async ({transaction, principal: {id: userId, sessionId}, audit}) => {
        if (!(await deleteSession(transaction, tenantId, {userId, id}))) {
          throw notFound();
        }
        await audit({action: 'session.ended', target: {type: 'session', id}});
        return id === sessionId ? {cookie: null} : {};
      }),
    ),
  ];
};
