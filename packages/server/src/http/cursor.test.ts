import assert from 'node:assert/strict';
import {test} from 'node:test';
import {TestClock} from '../testing/ports.ts';
import {Refusal} from '../refusal.ts';
import {type CursorOwner, type CursorScope, cursorsOf} from './cursor.ts';

const scope: CursorScope = {
  operationId: 'users.list',
  query: {sort: {key: 'email', descending: false}, conditions: [{name: 'status', kind: 'anyOf', values: ['active']}]},
};
const owner: CursorOwner = {tenantId: 'ten_1', type: 'user', id: 'usr_1'};
const edge = {key: 'ada@example.com', id: 'usr_7'};
const secret = new Uint8Array(32).fill(7);

const isRefused = (error: unknown): boolean => error instanceof Refusal && error.code === 'invalid-cursor';

test('W11: a cursor gives back the edge it was made of, and shows nothing of it', async () => {
  const cursors = await cursorsOf(secret, new TestClock().now);
  const cursor = await cursors.seal(edge, true, scope, owner);
  assert.deepEqual((await cursors.open(cursor, scope)).position, {...edge, backwards: true});
  assert.ok(cursor.split('.').every((part) => !Buffer.from(part, 'base64url').includes('example')));
  const withoutKey = await cursors.seal({key: null, id: 'usr_7'}, false, scope, owner);
  assert.deepEqual((await cursors.open(withoutKey, scope)).position, {key: null, id: 'usr_7', backwards: false});
});

test('E10: a cursor is good for its tenant, principal, list, filters and sort only', async () => {
  const cursors = await cursorsOf(secret, new TestClock().now);
  const cursor = await cursors.seal(edge, false, scope, owner);
  const others: CursorScope[] = [
    {...scope, operationId: 'roles.list'},
    {...scope, of: 'usr_2'},
    {...scope, query: {...scope.query, sort: {key: 'email', descending: true}}},
    {...scope, query: {...scope.query, sort: {key: 'username', descending: false}}},
    {...scope, query: {...scope.query, conditions: []}},
    {...scope, query: {...scope.query, conditions: [{name: 'status', kind: 'anyOf', values: ['deactivated']}]}},
  ];
  for (const other of others) {
    await assert.rejects(cursors.open(cursor, other), isRefused);
  }
  const opened = await cursors.open(cursor, scope);
  opened.check(owner);
  for (const other of [{tenantId: 'ten_2'}, {id: 'usr_2'}, {type: 'operator' as const}]) {
    assert.throws(() => opened.check({...owner, ...other}), isRefused);
  }
});

test('E10: the same holds where there are many filters', async () => {
  const cursors = await cursorsOf(secret, new TestClock().now);
  const of = (last: string): CursorScope => ({
    ...scope,
    query: {...scope.query, conditions: [{name: 'username', kind: 'anyOf', values: [...Array(49).fill('a.rather.long.username'), last]}]},
  });
  const cursor = await cursors.seal(edge, false, of('one'), owner);
  assert.ok(cursor.length < 1000);
  assert.deepEqual((await cursors.open(cursor, of('one'))).position, {...edge, backwards: false});
  await assert.rejects(cursors.open(cursor, of('two')), isRefused);
});

test('E10, E19: a cursor lives 24 hours of the server’s clock', async () => {
  const clock = new TestClock();
  const cursors = await cursorsOf(secret, clock.now);
  const cursor = await cursors.seal(edge, false, scope, owner);
  clock.advance({hours: 23, minutes: 59});
  assert.ok(await cursors.open(cursor, scope));
  clock.advance({minutes: 1});
  await assert.rejects(cursors.open(cursor, scope), isRefused);
});

test('E10: an edited cursor, one of another installation and anything else is refused', async () => {
  const {now} = new TestClock();
  const cursors = await cursorsOf(secret, now);
  const cursor = await cursors.seal(edge, false, scope, owner);
  const parts = cursor.split('.');
  const edited = [...parts.slice(0, 3), `${parts[3]?.startsWith('A') ? 'B' : 'A'}${parts[3]?.slice(1)}`, parts[4]].join('.');
  const foreign = await (await cursorsOf(new Uint8Array(32).fill(8), now)).seal(edge, false, scope, owner);
  for (const other of [edited, foreign, '', 'x', '....', 'a'.repeat(5000), cursor.slice(0, -1), `${cursor}.`]) {
    await assert.rejects(cursors.open(other, scope), isRefused, other.slice(0, 20));
  }
});
