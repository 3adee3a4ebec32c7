// The whole server behind a real port, which remembers what reached it.
import assert from 'node:assert/strict';
import {type Listening, type ListenOptions, listen} from '../../../packages/server/src/node/listen.ts';
import {inSuite} from '../../../packages/server/src/testing/database.ts';
import {engines} from '../../../packages/server/src/testing/engines.ts';
import {startTestServer, type TestServer} from '../../../packages/server/src/testing/server.ts';

export interface Served {
  readonly server: TestServer;
  /** Where it listens; the API's root is `/api` there. */
  readonly url: URL;
  /** `POST /api/v1/session` … for every request that the handler was given. */
  readonly seen: string[];
  readonly close: () => Promise<void>;
}

/** Opens another port of a server for the tests of a suite. */
export const openedFor = (service: Served, options: Partial<ListenOptions>): Listening =>
  inSuite(() => listen(service.server.fetch, {port: 0, publicUrl: service.server.publicUrl, drainMs: 500, ...options}));

/** Starts a server for the tests of a suite, closed after the last. Its parts are there once a test runs. */
export const served = (options: Partial<ListenOptions> = {}): Served =>
  inSuite(async () => {
    // What the wire does is the same whichever database answers.
    const [engine] = engines;
    assert.ok(engine);
    const server = await startTestServer(engine);
    const seen: string[] = [];
    const {url, close} = await listen(
      (request) => {
        seen.push(`${request.method} ${new URL(request.url).pathname}`);
        return server.fetch(request);
      },
      {port: 0, publicUrl: server.publicUrl, drainMs: 500, ...options},
    );
    return {server, url, seen, close: () => close().then(server.close)};
  });
