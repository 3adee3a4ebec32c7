import {Me} from '@tenantry/sdk/contract';
import type {Dependencies} from '../dependencies.ts';
import {defineRoute, type Endpoint, reading, writing} from '../http/route.ts';
import {featuresOf} from './features.ts';
import {selectMe} from './me.queries.ts';
import {deleteSession} from './queries.ts';

export const getSessionRoute = defineRoute({
  method: 'get',
  path: '/v1/session',
  operationId: 'session.get',
  summary: 'Says who is signed in.',
  access: 'session',
  answer: {status: 200, description: 'Who is signed in.', schema: Me},
  refusals: [],
});

export const signOutRoute = defineRoute({
  method: 'delete',
  path: '/v1/session',
  operationId: 'session.signOut',
  summary: 'Ends the session and takes the cookie away. A bearer token has no session: nothing ends.',
  access: 'session',
  keyless: true,
  answer: {status: 204, description: 'Signed out.'},
  refusals: [],
});

/** Endpoint 2. */
export const sessionEndpoints = (dependencies: Dependencies): Endpoint[] => {
  const {now} = dependencies;
  const features = featuresOf(dependencies);
  return [
    reading(getSessionRoute, async ({transaction, tenantId, principal: {id: userId, sessionId}}) => ({
      body: await selectMe(transaction, tenantId, {userId, sessionId, now: now(), features}),
    })),
    writing(signOutRoute, ({tenantId, transact}) =>
      transact(async ({transaction, principal: {id: userId, sessionId}, audit}) => {
        if (sessionId !== null) {
          await deleteSession(transaction, tenantId, {userId, id: sessionId});
          await audit({action: 'session.ended', target: {type: 'session', id: sessionId}});
        }
        return {cookie: null};
      }),
    ),
  ];
};
