import assert from 'node:assert/strict';
import {before, describe, test} from 'node:test';
import {ERROR_CODES, USER_LIST} from '@tenantry/sdk/contract';
import {engines} from '../testing/engines.ts';
import {useTestServer} from '../testing/server.ts';

const [engine] = engines;
assert.ok(engine);

describe('W17: the OpenAPI document', () => {
  const server = useTestServer(engine);
  let document: any;

  before(async () => {
    document = await (await server.request('/v1/openapi.json')).json();
  });

  const operations = (): any[] => Object.values<object>(document.paths).flatMap((path) => Object.values(path));

  test('needs no credential and says which version it is of, and where', () => {
    assert.equal(document.openapi, '3.1.0');
    assert.deepEqual(document.servers, [{url: 'https://portal.example/api'}]);
  });

  test('every reference leads somewhere', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, path = '']) => path);
    assert.ok(references.length > 20);
    for (const path of references) {
      const found = path.split('/').reduce<any>((value, step) => value?.[step], document);
      assert.ok(found, path);
    }
  });

  test('T11: every operation names each status it may answer with, errors as problem+json', () => {
    for (const {operationId, responses, security, requestBody} of operations()) {
      const statuses = Object.keys(responses);
      assert.ok(
        statuses.some((status) => status.startsWith('2')),
        operationId,
      );
      for (const status of [
        '400',
        '500',
        '503',
        ...(security.length > 0 ? ['401', '403'] : []),
        ...(requestBody ? ['413', '415', '422'] : []),
      ]) {
        assert.ok(statuses.includes(status), `${operationId} ${status}`);
      }
      for (const [status, {content, description}] of Object.entries<any>(responses)) {
        if (Number(status) >= 400) {
          assert.deepEqual(Object.keys(content), ['application/problem+json'], `${operationId} ${status}`);
          for (const code of description.split(', ')) {
            assert.equal(ERROR_CODES[code as keyof typeof ERROR_CODES], Number(status), code);
          }
        }
      }
    }
  });

  test('operations have ids of their own, the names of the SDK’s methods; what serves one layer of several says which', () => {
    const ids = operations().map(({operationId}) => operationId);
    assert.equal(new Set(ids).size, ids.length);
    const client = server.client({token: async () => ''} as never);
    for (const id of ids) {
      const method = id
        .split('.')
        .slice(0, 2)
        .reduce((value: any, step: string) => value?.[step], client);
      // What the SDK has no method for yet is named as it will be.
      assert.ok(typeof method === 'function' || ['roles.get', 'roles.matrix', 'permissions.list'].includes(id), id);
    }
  });

  test('parameters follow from the list’s specification', () => {
    const names = document.paths['/v1/tenants/{tenantId}/users'].get.parameters.map(({name}: {name: string}) => name);
    for (const name of ['tenantId', 'limit', 'cursor', 'sort', 'count', 'include', 'createdAt.gte', 'lastSignInAt.isNull', 'q']) {
      assert.ok(names.includes(name), name);
    }
    assert.deepEqual(
      Object.keys(USER_LIST.filters).filter((filter) => !names.some((name: string) => name.split('.')[0] === filter)),
      [],
    );
  });

  test('W7: requests are closed, answers are open to members to come', () => {
    const {CreateUser, User, Me, Problem} = document.components.schemas;
    assert.equal(CreateUser.additionalProperties, false);
    for (const schema of [User, Me, Problem]) {
      assert.equal(schema.additionalProperties, undefined);
    }
    assert.deepEqual(CreateUser.required.toSorted(), ['credential', 'email', 'firstName', 'lastName', 'username']);
    assert.equal(CreateUser.properties.username.maxLength, 64);
  });

  test('W10: what heeds an Idempotency-Key says so, with what it may answer because of one; nothing else does', () => {
    const keyed = operations().filter(({parameters}) => parameters.some(({name}: {name: string}) => name === 'Idempotency-Key'));
    assert.deepEqual(keyed.map(({operationId}) => operationId).toSorted(), [
      'dashboard.resetLayout.personal',
      'dashboard.resetLayout.tenant',
      'dashboard.saveLayout.personal',
      'dashboard.saveLayout.tenant',
      'me.endSession',
      'me.update',
      'operations.cancel',
      'users.create',
      'users.deactivate',
      'users.delete',
      'users.endSessions',
      'users.reactivate',
      'users.resetPassword',
      'users.transfer',
      'users.update',
      'users.welcome',
    ]);
    for (const {responses} of keyed) {
      assert.match(responses['409'].description, /idempotency-in-progress/);
      assert.ok('Retry-After' in responses['409'].headers);
      assert.match(responses['422'].description, /idempotency-key-reused/);
      assert.match(responses['400'].description, /invalid-precondition/);
    }
    const others = operations().filter((operation) => !keyed.includes(operation));
    assert.doesNotMatch(JSON.stringify(others), /[Ii]dempotency/);
  });

  test('an operation says which permission it needs, or which each member of its body needs', () => {
    const users = document.paths['/v1/tenants/{tenantId}/users'];
    assert.equal(users.get.description, 'Needs the permission `users.read`.');
    assert.equal(
      document.paths['/v1/tenants/{tenantId}/users/{id}'].patch.description,
      'Needs the permission `users.update` for `email`, `firstName`, `lastName`, `note`; `users.assignRole` for `roleId`, `extraPermissions`.',
    );
    assert.equal(document.paths['/v1/me'].get.description, undefined);
  });

  test('a change says which headers it needs', () => {
    const patch = document.paths['/v1/me'].patch;
    assert.deepEqual(Object.keys(patch.requestBody.content), ['application/json', 'application/merge-patch+json']);
    assert.ok(patch.parameters.some(({name, required}: {name: string; required: boolean}) => name === 'If-Match' && required));
    assert.ok('428' in patch.responses && '412' in patch.responses);
    const {post} = document.paths['/v1/tenants/{tenantId}/users/{id}/deactivate'];
    assert.ok(post.parameters.some(({name, required}: {name: string; required: boolean}) => name === 'If-Match' && !required));
    assert.ok(!('428' in post.responses) && '412' in post.responses);
  });
});
