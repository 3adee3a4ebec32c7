import assert from 'node:assert/strict';
import {inSuite} from '../../../packages/server/src/testing/database.ts';
import {engines} from '../../../packages/server/src/testing/engines.ts';
import {startTestServer, type TestServer} from '../../../packages/server/src/testing/server.ts';
import type {TestTenant, TestUser} from '../../../packages/server/src/testing/tenants.ts';
import {startWays, type Ways} from './ways.ts';

/** The real backend and ways to it. The token is that of the tenant's administrator. */
export interface Setting extends Ways {
  readonly server: TestServer;
  readonly tenant: TestTenant;
  /** Somebody who is there from the start. */
  readonly known: TestUser;
}

const start = async (): Promise<Setting> => {
  const engine = engines.find(({name}) => name === 'PGlite');
  assert.ok(engine);
  const server = await startTestServer(engine);
  const tenant = await server.freshTenant();
  const known = await tenant.addUser({username: 'needle.7f3a'});
  const ways = await startWays(server, await tenant.administrator.token());
  return {
    ...ways,
    server,
    tenant,
    known,
    close: async () => {
      await ways.close();
      await server.close();
    },
  };
};

/** The setting of a suite's tests. Its parts are there once a test runs. */
export const useSetting = (): Setting => inSuite(start);
