import assert from 'node:assert/strict';
import type {Census} from './census.ts';
import type {Created, Creation} from './load.ts';

/**
 * What holds after every crash: who was acknowledged is there, once, with an audit row and the answer to the key; nobody else is, and there
 * is no row without its user. `open` are the requests of which nobody knows whether they came through.
 */
export const check = (
  {users, audit, auditSeq, keys}: Census,
  acknowledged: ReadonlyMap<string, Created>,
  open: readonly Creation[],
): void => {
  const there = new Map(users);
  assert.equal(there.size, users.length, 'nobody is there twice');
  const lost = [...acknowledged].filter(([username, {id}]) => there.get(username) !== id);
  assert.deepEqual(lost, [], 'acknowledged and gone');
  const asked = new Map([...acknowledged].map(([username, {key}]) => [username, key]));
  open.forEach(({username, key}) => asked.set(username, key));
  assert.deepEqual(
    users.filter(([username]) => !asked.has(username)).map(([username]) => username),
    ['tenant.admin'],
    'nobody asked for them',
  );
  const created = audit.filter(([, action]) => action === 'user.created').map(([, , id]) => id ?? '');
  assert.deepEqual(created.toSorted(), [...there.values()].toSorted(), 'each user has one audit row and each such row its user');
  assert.deepEqual(
    audit.map(([seq]) => seq),
    Array.from({length: auditSeq}, (_, index) => index + 1),
    'the trail has no gap',
  );
  const answers = users.filter(([username]) => asked.has(username)).map(([username, id]) => `${asked.get(username)} 201 ${id}`);
  assert.deepEqual(keys.map((row) => row.join(' ')).toSorted(), answers.toSorted(), 'each user has one key and each key its user');
};
