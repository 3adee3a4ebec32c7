import assert from 'node:assert/strict';
import {inspect} from 'node:util';
import {type ClientOptions, isTenantryError, type TenantryError} from '@tenantry/sdk';

/** What a call was rejected with, which can only be the SDK's own error. */
export const failureOf = async (call: Promise<unknown>): Promise<TenantryError> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(isTenantryError(error), `threw ${inspect(error)}`);
  return error;
};

/** `fetch`, and how often it was called. */
export const countingFetch = (): {readonly fetch: NonNullable<ClientOptions['fetch']>; readonly count: () => number} => {
  let calls = 0;
  return {
    fetch: (input, init) => {
      calls++;
      return fetch(input, init);
    },
    count: () => calls,
  };
};

let subjects = 0;

/** A name that was not used yet. */
export const freshName = (): string => `jane.${process.pid}.${++subjects}`;

/** Runs work for each item, so many at once. */
export const inParallel = async <Item>(items: readonly Item[], atOnce: number, work: (item: Item) => Promise<unknown>): Promise<void> => {
  const left = items.values();
  await Promise.all(
    Array.from({length: atOnce}, async () => {
      for (const item of left) {
        await work(item);
      }
    }),
  );
};
