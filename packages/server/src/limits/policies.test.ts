import assert from 'node:assert/strict';
import {test} from 'node:test';
import {policiesOf} from './policies.ts';

const shown = (...options: Parameters<typeof policiesOf>): string[] =>
  [...policiesOf(...options).values()].map(({name, quota, windowSeconds}) => `${name} ${quota}/${windowSeconds}`);

const CONTRACT = ['default 600/60', 'write 120/60', 'secret 60/60', 'sign-in 10/900', 'sign-in-address 300/300', 'stream 4/15'];

test('W15: without options the limits are those of the contract', () => {
  assert.deepEqual(shown(), CONTRACT);
  assert.deepEqual(shown({}), CONTRACT);
});

test('W15: each limit can be set, or lifted with false; false lifts all', () => {
  assert.deepEqual(shown({write: {quota: 5, windowSeconds: 1}, secret: false}), [
    'default 600/60',
    'write 5/1',
    'sign-in 10/900',
    'sign-in-address 300/300',
    'stream 4/15',
  ]);
  assert.deepEqual(shown(false), []);
});

test('W15: a limit that is none is refused at the start', () => {
  for (const limit of [
    {quota: 0, windowSeconds: 60},
    {quota: 1.5, windowSeconds: 60},
    {quota: 10, windowSeconds: 0},
    {quota: Number.NaN, windowSeconds: 60},
    {quota: Infinity, windowSeconds: 60},
  ]) {
    assert.throws(() => policiesOf({default: limit}), /rate limit default/);
  }
  assert.throws(() => policiesOf({reads: false} as never), /no rate limit reads/);
});
