// The server that the tests of this folder kill: what the command starts, but with a hasher that costs nothing and an issuer of the tests'
// own, both of which the command does not take. Its parent is told where it listens, and what the database holds when it asks for that.
import {createTenantServer} from '../../../packages/server/src/app.ts';
import type {Issuer} from '../../../packages/server/src/dependencies.ts';
import {explainFailure, jsonLogger, listen, openDatabase, readEnvironment, type Fetch} from '../../../packages/server/src/node/index.ts';
import {TestHasher} from '../../../packages/server/src/testing/ports.ts';
import {takeCensus} from './census.ts';

const issuer = JSON.parse(process.env.TEST_ISSUER ?? '{}') as Issuer;

const run = async (): Promise<void> => {
  const ready = Promise.withResolvers<Fetch>();
  const listening = await listen(async (request) => (await ready.promise)(request), {port: 0});
  process.send?.(listening.url.href);
  const logger = jsonLogger();
  const opened = await openDatabase(readEnvironment(), {logger});
  const server = await createTenantServer({
    ...opened,
    publicUrl: listening.url,
    bearer: {issuers: [issuer]},
    passwordHasher: new TestHasher(),
    limits: false,
    logger,
  });
  process.on('message', () => void takeCensus(opened.database).then((census) => process.send?.(census)));
  ready.resolve(server.fetch);
};

await run().catch((error: unknown) => {
  process.stderr.write(`${explainFailure(error)}\n`);
  process.exit(1);
});
