import {after, before} from 'node:test';
import type {Database} from '../db/database.ts';
import {idMaker} from '../ids.ts';
import type {Engine} from './engines.ts';
import {createIssuer, type TestIssuer} from './issuer.ts';
import {TestClock, TestHasher} from './ports.ts';
import {createTestTenant, type TestTenant} from './tenants.ts';

/** A database of its own with the schema, and what it takes to put tenants into it. */
export interface TestDatabase {
  readonly database: Database;
  readonly clock: TestClock;
  readonly hasher: TestHasher;
  readonly issuer: TestIssuer;
  readonly newId: ReturnType<typeof idMaker>;
  /** Makes a tenant of a test's own. */
  freshTenant(): Promise<TestTenant>;
  close(): Promise<void>;
}

/** @param time Which time it is for tokens and rows. Default: the clock's, which stands still. */
export const startTestDatabase = async (engine: Engine, time?: () => Date): Promise<TestDatabase> => {
  const clock = new TestClock();
  const now = time ?? clock.now;
  const hasher = new TestHasher();
  const issuer = await createIssuer(now);
  const newId = idMaker(now, (bytes) => crypto.getRandomValues(bytes));
  const database = await engine.create({migrated: true});
  return {
    database,
    clock,
    hasher,
    issuer,
    newId,
    freshTenant: () => createTestTenant({database, now, newId, hasher, issuer}),
    close: database.close,
  };
};

/** A database for the tests of a suite: opened before the first, closed after the last. Its parts are there once a test runs. */
export const useTestDatabase = (engine: Engine): TestDatabase => inSuite(() => startTestDatabase(engine));

/** Starts something before the first test of a suite and closes it after the last. */
export const inSuite = <Started extends {close(): Promise<void>}>(start: () => Promise<Started>): Started => {
  const started: Partial<Started> = {};
  before(async () => Object.assign(started, await start()));
  after(() => started.close?.());
  // Complete as soon as the suite has begun.
  return started as Started;
};
