import {expect} from '@open-wc/testing';
import {ApiError, ERROR_CODES, type ErrorCode, type ErrorKind, TenantryError} from '@tenantry/sdk';
import {failureMessages, failureText, isUnseen} from './failure.ts';

const refused = (code: ErrorCode, attempts = 1, retryAfterMs?: number): TenantryError =>
  Object.assign(new ApiError({type: '', title: code, status: ERROR_CODES[code], code}, {retryAfterMs}), {attempts});

const failed = (kind: ErrorKind, attempts = 1): TenantryError => Object.assign(new TenantryError(kind, kind), {attempts});

describe('a failure in words', () => {
  for (const [failure, sentence] of [
    [failed('network'), 'The server could not be reached. Check your connection.'],
    [failed('offline'), 'You were offline.'],
    [failed('timeout'), 'The server took too long to answer.'],
    [failed('bad-response'), 'The server gave an answer that could not be read.'],
    [refused('rate-limited'), 'There were too many attempts. Try again later.'],
    [refused('rate-limited', 1, 400), 'There were too many attempts. Try again in 1 second.'],
    [refused('rate-limited', 1, 20_000), 'There were too many attempts. Try again in 20 seconds.'],
    [refused('rate-limited', 1, 60_000), 'There were too many attempts. Try again in 1 minute.'],
    [refused('rate-limited', 1, 840_500), 'There were too many attempts. Try again in 15 minutes.'],
    [refused('temporarily-unavailable'), 'The server is busy. Wait a moment.'],
    [refused('idempotency-in-progress'), 'The server is busy. Wait a moment.'],
    [refused('internal-error'), 'The server has a problem. It is not your doing.'],
    [refused('session-ended'), 'Your session has ended. Sign in again. What you typed is still here.'],
  ] as const) {
    it(`${failure.message}: ${sentence}`, () => {
      expect(failureText(failure, failureMessages)).to.equal(sentence);
    });
  }
});

describe('whether a write may have happened (X2, T4)', () => {
  for (const [failure, wasUnseen, answer] of [
    [failed('network'), false, true],
    [failed('timeout'), false, true],
    [failed('bad-response'), false, true],
    [failed('offline'), false, true],
    [failed('offline', 0), false, false],
    [failed('offline', 0), true, true],
    [refused('internal-error'), false, true],
    [refused('idempotency-in-progress'), false, true],
    [refused('temporarily-unavailable'), false, false],
    [refused('temporarily-unavailable', 2), false, true],
    [refused('rate-limited'), true, true],
    [refused('session-ended'), true, true],
    [refused('session-ended'), false, false],
    [refused('email-taken', 3), true, false],
    [refused('password-policy', 3), true, false],
  ] as const) {
    it(`${failure.message}, ${failure.attempts} sent${wasUnseen ? ', after one that was lost' : ''}: ${answer ? 'perhaps' : 'no'}`, () => {
      expect(isUnseen(failure, wasUnseen)).to.equal(answer);
    });
  }
});
