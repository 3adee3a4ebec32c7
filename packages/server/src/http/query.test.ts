import assert from 'node:assert/strict';
import {test} from 'node:test';
import {ROLE_LIST, USER_LIST} from '@tenantry/sdk/contract';
import {Refusal} from '../refusal.ts';
import type {ListQuery} from '../db/list-query.ts';
import {parseQuery} from './query.ts';

const users = (query: string): Omit<ListQuery, 'after'> | undefined => parseQuery(new URLSearchParams(query), {list: USER_LIST}).list;

const refuses = (query: string, list: typeof USER_LIST | typeof ROLE_LIST = USER_LIST): void => {
  assert.throws(
    () => parseQuery(new URLSearchParams(query), {list}),
    (error) => error instanceof Refusal && error.code === 'invalid-query',
    query,
  );
};

test('W11: without parameters a list has its defaults', () => {
  assert.deepEqual(users(''), {
    limit: 50,
    sort: {key: 'createdAt', descending: true},
    count: 'none',
    include: new Set(),
    conditions: [],
  });
});

test('W11: limit is 1 to 200, larger values mean 200, smaller ones are refused', () => {
  assert.equal(users('limit=1')?.limit, 1);
  assert.equal(users('limit=200')?.limit, 200);
  assert.equal(users('limit=201')?.limit, 200);
  assert.equal(users('limit=99999999999999999999')?.limit, 200);
  for (const value of ['0', '-1', '', '1.5', '1e2', ' 1', 'abc', '0x10']) {
    refuses(`limit=${value}`);
  }
});

test('W12: count is none or capped, and exact only where it is offered', () => {
  for (const count of ['none', 'capped', 'exact']) {
    assert.equal(users(`count=${count}`)?.count, count);
  }
  refuses('count=all');
  refuses('count=exact', ROLE_LIST);
});

test('W14: one sort key out of the list’s, with - for descending', () => {
  assert.deepEqual(users('sort=-email')?.sort, {key: 'email', descending: true});
  assert.deepEqual(users('sort=lastName')?.sort, {key: 'lastName', descending: false});
  for (const sort of ['', '-', '--email', 'password', 'email,username', 'constructor', 'id']) {
    refuses(`sort=${sort}`);
  }
});

test('include takes what the list can add, nothing else', () => {
  assert.deepEqual(users('include=activity')?.include, new Set(['activity']));
  refuses('include=activity,secrets');
  refuses('include=');
});

test('W13: values are any-of, times are ranges, a search is folded into words', () => {
  assert.deepEqual(
    users('status=active&status=deactivated&email=a@b.example&q=J%C3%B6rg%20von-Z!&createdAt.gte=2026-01-01T00:00:00.000Z')?.conditions,
    [
      {name: 'status', kind: 'anyOf', values: ['active', 'deactivated']},
      {name: 'createdAt', kind: 'compare', operator: '>=', value: new Date('2026-01-01T00:00:00.000Z')},
      {name: 'email', kind: 'anyOf', values: ['a@b.example']},
      {name: 'q', kind: 'words', words: ['jorg', 'von', 'z']},
    ],
  );
  assert.deepEqual(users('lastSignInAt.isNull=true&lastSignInAt.lt=2026-01-01T00:00:00.000Z')?.conditions, [
    {name: 'lastSignInAt', kind: 'compare', operator: '<', value: new Date('2026-01-01T00:00:00.000Z')},
    {name: 'lastSignInAt', kind: 'isNull', value: true},
  ]);
});

test('W13: what a filter cannot mean is refused', () => {
  for (const query of [
    'status=gone',
    'roleId=1',
    'roleId=rol_01m807vfpaf2est6c8ef13v0w3%00',
    'email=',
    'q=',
    `q=${'x'.repeat(101)}`,
    'q=a&q=b',
    'createdAt=2026-01-01T00:00:00.000Z',
    'createdAt.gte=2026-01-01',
    'createdAt.gte=2026-02-30T00:00:00.000Z',
    'createdAt.gte=2026-01-01T00:00:00Z',
    'createdAt.gte=0000-01-01T00:00:00.000Z',
    'createdAt.gte=2026-01-01T00:00:00.000Z&createdAt.gte=2026-01-01T00:00:00.000Z',
    'createdAt.isNull=true',
    'lastSignInAt.isNull=1',
    'q=a%00b',
  ]) {
    refuses(query);
  }
});

test('W13: 50 values are one filter, 51 are too many', () => {
  assert.equal(users('username=a&'.repeat(50))?.conditions.length, 1);
  refuses('username=a&'.repeat(51));
});

test('W13: a search counts code points', () => {
  assert.ok(users(`q=${encodeURIComponent('𝒜'.repeat(100))}`));
  refuses(`q=${encodeURIComponent('𝒜'.repeat(101))}`);
});

test('W7: an unknown parameter is refused, never ignored', () => {
  for (const query of ['offset=10', 'Limit=10', 'status[]=active', 'status.gte=a', 'page=1', '__proto__=1', 'constructor=1']) {
    refuses(query);
  }
  assert.throws(() => parseQuery(new URLSearchParams('limit=1'), {}), Refusal);
});

test('plain parameters are needed, once', () => {
  const value = (query: string): unknown => parseQuery(new URLSearchParams(query), {parameters: ['value']}).parameters;
  assert.deepEqual(value('value=John.Doe'), {value: 'John.Doe'});
  assert.throws(() => value(''), Refusal);
  assert.throws(() => value('value=a&value=b'), Refusal);
});
