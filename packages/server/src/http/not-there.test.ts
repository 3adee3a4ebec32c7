import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {remove, transfer} from '../testing/deleted-users.ts';
import {engines} from '../testing/engines.ts';
import {TestMailer} from '../testing/mail.ts';
import {TestProvider} from '../testing/owners.ts';
import {type TestRequest, useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';

type Kind = 'usr' | 'rol' | 'ses' | 'opn';

/** A request about something that is named by its id, and where the answer is not 404 what it is. */
interface Trial {
  readonly kind: Kind;
  readonly request: (tenant: TestTenant, id: string) => [path: string, init?: TestRequest];
  readonly answer?: readonly [status: number, code: string];
}

const anyVersion = {headers: {'If-Match': '*'}};
const user = (rest: string, init: TestRequest = {}): Trial => ({
  kind: 'usr',
  request: ({path}, id) => [`${path}/users/${id}${rest}`, init],
});

// Every operation whose path names something by its id; then where a body does. One that is missing here fails the test.
const TRIALS: Readonly<Record<string, Trial>> = {
  'me.endSession': {kind: 'ses', request: (_, id) => [`/v1/me/sessions/${id}`, {method: 'DELETE'}]},
  'users.get': user(''),
  'users.update': user('', {method: 'PATCH', json: {firstName: 'New'}, ...anyVersion}),
  'users.resetPassword': user('/reset-password', {json: {delivery: 'show'}}),
  'users.welcome': user('/welcome', {method: 'POST'}),
  'users.deactivate': user('/deactivate', {json: {}}),
  'users.reactivate': user('/reactivate', {json: {}}),
  'users.sessions': user('/sessions'),
  'users.endSessions': user('/sessions', {method: 'DELETE'}),
  'users.checkDeletion': user('/deletion-check'),
  'users.transfer': {
    kind: 'usr',
    request: ({path, administrator}, id) => [`${path}/users/${id}/transfers`, {json: {toUserId: administrator.id}}],
  },
  'users.delete': user('', {method: 'DELETE', ...anyVersion}),
  'operations.get': {kind: 'opn', request: ({path}, id) => [`${path}/operations/${id}`]},
  'operations.cancel': {kind: 'opn', request: ({path}, id) => [`${path}/operations/${id}/cancel`, {method: 'POST'}]},
  'roles.get': {kind: 'rol', request: ({path}, id) => [`${path}/roles/${id}`]},
};

const IN_BODIES: Readonly<Record<string, Trial>> = {
  'toUserId of a transfer': {
    kind: 'usr',
    request: ({path, administrator}, toUserId) => [`${path}/users/${administrator.id}/transfers`, {json: {toUserId}}],
    answer: [422, 'validation-failed'],
  },
  'roleId of a new user': {
    kind: 'rol',
    request: ({path}, roleId) => {
      const person = {username: 'new.user', email: 'new.user@aurora.example', firstName: 'New', lastName: 'User'};
      return [`${path}/users`, {json: {...person, roleId, credential: {type: 'link'}}}];
    },
    answer: [422, 'validation-failed'],
  },
};

for (const engine of engines) {
  describe(`what is not there on ${engine.name}`, {skip: engine.skip}, () => {
    const provider = new TestProvider();
    const server = useTestServer(engine, {mailer: new TestMailer(), resources: [provider]});

    const sessionOf = async (tenant: TestTenant, {id}: TestUser): Promise<string> => {
      const ses = server.newId('ses');
      const at = server.clock.now();
      const end = new Date(at.getTime() + 3_600_000);
      await server.database.inTenant(tenant.id, (transaction) =>
        transaction
          .insertInto('sessions')
          .values({
            tenant_id: tenant.id,
            id: ses,
            user_id: id,
            token_hash: ses,
            kind: 'full',
            method: 'password',
            ip: '',
            user_agent: '',
            created_at: at,
            last_seen_at: at,
            expires_at: end,
          })
          .execute(),
      );
      return ses;
    };

    const operationOf = async (tenant: TestTenant, starter: TestUser): Promise<string> => {
      const from = await tenant.addUser();
      const {status, body} = await transfer(server, tenant, from, {toUserId: tenant.administrator.id}, {as: starter});
      assert.equal(status, 202);
      return body.id;
    };

    test('E11, S0-25: what is another tenant’s, somebody else’s, deleted, or never was: the same bytes, for every operation', async () => {
      const [tenant, other] = [await server.freshTenant(), await server.freshTenant()];
      const [caller, colleague] = [await tenant.addUser({role: 'tenant-admin'}), await tenant.addUser({role: 'tenant-admin'})];
      const deleted = await tenant.addUser();
      assert.equal((await remove(server, tenant, deleted)).status, 204);
      const absent: Readonly<Record<Kind, readonly string[]>> = {
        usr: [other.administrator.id, deleted.id, server.newId('usr'), server.newId('usr')],
        rol: [other.roleIds.developer ?? '', server.newId('rol')],
        ses: [await sessionOf(tenant, colleague), await sessionOf(other, other.administrator), server.newId('ses')],
        opn: [await operationOf(tenant, colleague), await operationOf(other, other.administrator), server.newId('opn')],
      };
      const bytes = async ({request}: Trial, id: string): Promise<string> => {
        const [path, {headers, ...init} = {}] = request(tenant, id);
        const response = await server.request(path, {...init, headers: {...headers, 'X-Request-Id': 'same'}, as: caller});
        return `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
      };
      for (const [name, trial] of Object.entries({...TRIALS, ...IN_BODIES})) {
        const [status, code] = trial.answer ?? [404, 'not-found'];
        const answers = await Promise.all(absent[trial.kind].map((id) => bytes(trial, id)));
        assert.match(answers[0] ?? '', new RegExp(`^${status} .*"code":"${code}"`), name);
        assert.deepEqual(new Set(answers), new Set(answers.slice(0, 1)), name);
      }
    });

    test('E11: the trials above are all operations that name something by its id', async () => {
      const {paths} = await (await server.request('/v1/openapi.json')).json();
      const named = Object.entries<Record<string, {operationId: string}>>(paths).filter(([path]) => path.includes('{id}'));
      const operations = named.flatMap(([, methods]) => Object.values(methods).map(({operationId}) => operationId));
      assert.deepEqual(operations.toSorted(), Object.keys(TRIALS).toSorted());
    });
  });
}
