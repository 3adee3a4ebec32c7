import assert from 'node:assert/strict';
import {inspect} from 'node:util';
import {type ClientOptions, isTenantryError, TenantClient, type TenantryError} from '@tenantry/sdk';
import {inSuite} from '../../../packages/server/src/testing/database.ts';
import {engines} from '../../../packages/server/src/testing/engines.ts';
import {startTestServer, type TestServer} from '../../../packages/server/src/testing/server.ts';
import type {TestTenant, TestUser} from '../../../packages/server/src/testing/tenants.ts';
import {type BadLines, type Line, type Plan, startBadLines} from './bad-lines.ts';

/** The real backend, a tenant in it, and lines that lead there. */
export interface Setting {
  readonly server: TestServer;
  readonly tenant: TestTenant;
  /** Somebody who is there from the start. */
  readonly known: TestUser;
  /** A token of the tenant's administrator. */
  readonly token: string;
  readonly lines: BadLines;
  lay(plan?: Plan): Line;
  /** A client of the administrator's at the end of a line. */
  client(line: Pick<Line, 'url'>, options?: Partial<ClientOptions>): TenantClient;
}

interface Started extends Setting {
  close(): Promise<void>;
}

const start = async (): Promise<Started> => {
  const engine = engines.find(({name}) => name === 'PGlite');
  assert.ok(engine);
  const server = await startTestServer(engine);
  const tenant = await server.freshTenant();
  const known = await tenant.addUser({username: 'needle.7f3a'});
  const token = await tenant.administrator.token();
  const lines = await startBadLines(server);
  return {
    server,
    tenant,
    known,
    token,
    lines,
    lay: (plan = () => undefined) => lines.lay(plan),
    client: ({url}, options) => new TenantClient({baseUrl: url, auth: {getToken: () => token}, ...options}),
    close: async () => {
      await lines.close();
      await server.close();
    },
  };
};

/** The setting of a suite's tests. Its parts are there once a test runs. */
export const useSetting = (): Setting => inSuite(start);

/** What a call was rejected with, which can only be the SDK's own error. */
export const failureOf = async (call: Promise<unknown>): Promise<TenantryError> => {
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.ok(isTenantryError(error), `threw ${inspect(error)}`);
  return error;
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
