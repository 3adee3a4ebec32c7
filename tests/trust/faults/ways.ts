import {type ClientOptions, TenantClient} from '@tenantry/sdk';
import {inSuite} from '../../../packages/server/src/testing/database.ts';
import {type Backend, type FaultServer, type Line, type Plan, startFaultServer} from './fault-server.ts';

/** Lines that lead to a backend, and clients at their ends. */
export interface Ways {
  readonly lines: FaultServer;
  /** A token that the backend takes. */
  readonly token: string;
  /** A line with these faults, or with none. */
  lay(plan?: Plan): Line;
  /** A client with that token at the end of a line. */
  client(line: Pick<Line, 'url'>, options?: Partial<ClientOptions>): TenantClient;
  close(): Promise<void>;
}

export const startWays = async (backend: Backend, token: string): Promise<Ways> => {
  const lines = await startFaultServer(backend);
  return {
    lines,
    token,
    lay: (plan = () => undefined) => lines.lay(plan),
    client: ({url}, options) => new TenantClient({baseUrl: url, auth: {getToken: () => token}, ...options}),
    close: lines.close,
  };
};

/** Whatever it is asked, it has no users. */
const nobody: Backend = {
  publicUrl: new URL('https://portal.example/api'),
  fetch: async () => Response.json({items: [], next: null, prev: null, limit: 50, total: null}),
};

/** For tests in which only the way to the backend matters: its parts are there once a test runs. */
export const useWays = (): Ways => inSuite(() => startWays(nobody, `token-${crypto.randomUUID()}`));
