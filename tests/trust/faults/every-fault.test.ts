import assert from 'node:assert/strict';
import {randomUUID} from 'node:crypto';
import {describe, test} from 'node:test';
import {isApiError, type TenantryError} from '@tenantry/sdk';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import type {Line} from './fault-server.ts';
import type {Failing, Fault} from './fault.ts';
import {faults} from './faults.ts';
import {type Operation, operations, type Subject} from './operations.ts';
import {assertHoldsNone} from './secrets.ts';
import {failureOf, freshName} from './calls.ts';
import {type Setting, useSetting} from './setting.ts';

const RETRIES = atScale({small: 1, full: 2});
const DEADLINE_MS = 20_000;
// What is silent has to be given up on soon; what answers may take its time on a busy machine.
const SILENCE_MS = atScale({small: 1_500, full: 500});
const attemptTimeoutMs = ({isSilent}: Fault): number => (isSilent ? SILENCE_MS : 15_000);

interface Called {
  readonly subject: Subject;
  readonly line: Line;
  readonly secrets: Readonly<Record<string, string>>;
  readonly answer: Promise<unknown>;
}

const call = (setting: Setting, fault: Fault, operation: Operation, times: number): Called => {
  const subject = {username: freshName(), password: `secret harbour ${randomUUID()}`};
  const line = setting.lay((index) => (index < times ? fault : undefined));
  const secrets = {
    token: setting.token,
    password: subject.password,
    key: randomUUID(),
    header: randomUUID(),
    query: setting.known.username,
  };
  const client = setting.client(line, {
    retries: RETRIES,
    timeoutMs: DEADLINE_MS,
    attemptTimeoutMs: attemptTimeoutMs(fault),
    random: () => 0,
  });
  const options = {idempotencyKey: secrets.key, headers: {'X-Host': secrets.header}};
  return {subject, line, secrets, answer: operation.run(client, subject, setting, options)};
};

const assertTells = (error: TenantryError, {kinds, status}: Failing): void => {
  assert.ok(kinds.includes(error.kind), `${error.kind}: ${error.message}`);
  if (status !== undefined) {
    assert.ok(isApiError(error) && error.status === status);
  }
};

const once = async (setting: Setting, fault: Fault, operation: Operation): Promise<void> => {
  const {subject, line, secrets, answer} = call(setting, fault, operation, 1);
  if (fault.ends === 'well' || fault.ends.isRetried) {
    operation.verify(await answer, subject, setting);
    assert.ok(line.seen.length >= (fault.ends === 'well' ? 1 : 2));
    assert.equal(await operation.effects?.(subject, setting), operation.effects && 1);
  } else {
    const error = await failureOf(answer);
    assertTells(error, fault.ends);
    assertHoldsNone(error, secrets);
    assert.deepEqual([error.attempts, line.seen.length], [1, 1]);
  }
};

const always = async (setting: Setting, fault: Fault, operation: Operation): Promise<void> => {
  const begun = performance.now();
  const {subject, line, secrets, answer} = call(setting, fault, operation, Infinity);
  const happens = operation.effects && (fault.when === 'before' ? 0 : 1);
  if (fault.ends === 'well') {
    operation.verify(await answer, subject, setting);
  } else {
    const error = await failureOf(answer);
    assertTells(error, fault.ends);
    assertHoldsNone(error, secrets);
    assert.equal(error.attempts, fault.ends.isRetried ? 1 + RETRIES : 1);
    assert.equal(line.seen.length, error.attempts);
  }
  assert.ok(performance.now() - begun < DEADLINE_MS);
  assert.equal(await operation.effects?.(subject, setting), happens);
  assert.equal(
    new Set(line.seen.map(({headers}) => headers['idempotency-key'])).size,
    1,
    'each attempt carries the same key, or none does',
  );
};

const ways = {'once and then well': once, always};

// Small, each operation meets each fault in one way at least, and what changes something in both.
const isTried = (operation: Operation, fault: number, way: number): boolean =>
  atScale({small: 0, full: 1}) === 1 || operation.effects !== undefined || (operations.indexOf(operation) + fault + way) % 2 === 0;

const meets = ({tells}: Operation, {isOfUsers = false, when}: Fault): boolean =>
  tells === 'users' || (!isOfUsers && (tells !== 'nothing' || when !== 'inside'));

const walk = (setting: Setting, isHeavy: boolean): void => {
  for (const [index, fault] of faults.entries()) {
    for (const operation of (fault.isHeavy ?? false) === isHeavy ? operations.filter((one) => meets(one, fault)) : []) {
      for (const [way, [name, run]] of Object.entries(ways).entries()) {
        if (isTried(operation, index, way)) {
          test(`T1 T2 T3 T4 T7 S3 S6 W10 ${operation.name}: ${fault.name}, ${name}`, () => run(setting, fault, operation));
        }
      }
    }
  }
};

describe('every fault through every operation', {concurrency: 8}, () => walk(useSetting(), false));
describe('every heavy fault through every operation', () => walk(useSetting(), true));
