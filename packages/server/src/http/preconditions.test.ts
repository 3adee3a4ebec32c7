import assert from 'node:assert/strict';
import {test} from 'node:test';
import {Refusal} from '../refusal.ts';
import {checkVersion, parseIfMatch, parseIfNoneMatch} from './preconditions.ts';

test('W9, E7: If-Match is * or one quoted version; a weakened one counts', () => {
  assert.equal(parseIfMatch(null), undefined);
  assert.equal(parseIfMatch('*'), '*');
  assert.equal(parseIfMatch('"3"'), 3);
  assert.equal(parseIfMatch('W/"3"'), 3);
  for (const header of ['3', '', '"0"', '"-1"', '"a"', '"3', '"3", "4"', 'w/"3"', '"99999999999"']) {
    assert.throws(
      () => parseIfMatch(header),
      (error) => error instanceof Refusal && error.code === 'invalid-precondition',
      header,
    );
  }
});

test('W9: If-None-Match is *, and comes without If-Match', () => {
  assert.equal(parseIfNoneMatch(null, 3), false);
  assert.equal(parseIfNoneMatch('*', undefined), true);
  for (const [header, ifMatch] of [
    ['"3"', undefined],
    ['', undefined],
    ['*', 3],
    ['*', '*'],
  ] as const) {
    assert.throws(
      () => parseIfNoneMatch(header, ifMatch),
      (error) => error instanceof Refusal && error.code === 'invalid-precondition',
    );
  }
});

test('W9: without a version 428, with another one 412 and what is there now', async () => {
  const current = async () => ({version: 4});
  await checkVersion(4, 4, current);
  await checkVersion('*', 4, current);
  await assert.rejects(checkVersion(undefined, 4, current), (error) => error instanceof Refusal && error.status === 428);
  await assert.rejects(
    checkVersion(3, 4, current),
    (error) => error instanceof Refusal && error.status === 412 && error.headers.ETag === '"4"' && 'current' in error.members,
  );
  for (const ifMatch of [3, '*'] as const) {
    await assert.rejects(
      checkVersion(ifMatch, null, current),
      (error) => error instanceof Refusal && error.status === 412 && !('ETag' in error.headers) && 'current' in error.members,
    );
  }
});
