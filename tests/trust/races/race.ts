import assert from 'node:assert/strict';
import {describe, test, type TestContext} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {type Engine, engines} from '../../../packages/server/src/testing/engines.ts';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {type TestServer, useTestServer} from '../../../packages/server/src/testing/server.ts';
import type {TenantServerOptions} from '../../../packages/server/src/options.ts';
import {seeded} from '../seeded.ts';
import {interleaved} from './interleaved.ts';

const ROUNDS = atScale({small: 3, full: 200});
/** How many requests are sent at once, and how many connections they share. */
export const CONNECTIONS = atScale({small: 8, full: 50});
/** By how much one comes later than another at most: so they meet at each of their steps. */
const SPREAD_MS = 40;
const SEED = 20_260_302;

/** What a request was answered. */
export interface Answered {
  readonly status: number;
  readonly body?: any;
}

/** One round of a race. */
export interface Round {
  readonly number: number;
  readonly random: () => number;
  /** Sends all of these at once, in any order, and answers in the order in which they are named. */
  atOnce<Answer extends Answered>(sends: readonly (() => Promise<Answer>)[]): Promise<Answer[]>;
}

export interface Race {
  /** Begins with what is decided (the numbers of the contract). */
  readonly title: string;
  /** Which answers are right, whoever wins. Besides these, somebody who waited too long for a lock is told to come back (D3). */
  readonly answers: readonly number[];
  /** Throws when a round came out wrong. */
  readonly run: (server: TestServer, round: Round) => Promise<void>;
}

/** Runs each race for many rounds: on the embedded database interleaved, on PostgreSQL over many connections. */
export const holdRaces = (name: string, races: readonly Race[], options: () => Partial<TenantServerOptions> = () => ({})): void => {
  for (const engine of engines) {
    describe(`${name} at once on ${engine.name}`, {skip: engine.skip}, () => {
      const again = {times: 0};
      // Time goes on, as it does between those who meet.
      const server = useTestServer(racing(engine, again), {clock: () => new Date(), ...options()});
      for (const race of races) {
        test(`${race.title}, ${ROUNDS} times with ${CONNECTIONS} requests`, (t) => hold(t, server, race, again));
      }
    });
  }
};

/** A database on which transactions meet. Counts those that were done again, after a deadlock. */
const racing = (engine: Engine, again: {times: number}): Engine => ({
  ...engine,
  create: async (options) => {
    const database = await engine.create({...options, connections: CONNECTIONS});
    const counted = {
      ...database,
      inTenant: (tenantId, work) => {
        let runs = 0;
        return database.inTenant(tenantId, (transaction) => {
          again.times += runs++ > 0 ? 1 : 0;
          return work(transaction);
        });
      },
    } satisfies typeof database;
    return engine.name === 'PGlite' ? interleaved(counted, seeded(SEED)) : counted;
  },
});

const hold = async (t: TestContext, server: TestServer, {answers, run}: Race, again: {times: number}): Promise<void> => {
  const random = seeded(SEED);
  const counts = new Map<number, number>();
  again.times = 0;
  const atOnce: Round['atOnce'] = async (sends) => {
    const all = await Promise.all(
      sends.map(async (send) => {
        await sleep(random() * SPREAD_MS);
        return send();
      }),
    );
    for (const answer of all) {
      const {status, body} = answer;
      counts.set(status, (counts.get(status) ?? 0) + 1);
      assert.ok(answers.includes(status) || isToComeBack(answer), `${status} ${JSON.stringify(body)}`);
    }
    return all;
  };
  for (let number = 0; number < ROUNDS; number++) {
    try {
      await run(server, {number, random, atOnce});
    } catch (error) {
      throw new Error(`In round ${number}`, {cause: error});
    }
    await server.settled();
  }
  const said = [...counts].toSorted(([one], [other]) => one - other).map(([status, count]) => `${count} × ${status}`);
  t.diagnostic(`${ROUNDS} rounds, 0 wrong: ${said.join(', ')}; ${again.times} transactions done again`);
  assert.deepEqual(
    server.logger.entries.filter(({event}) => event === 'request.failed'),
    [],
  );
};

/** Whether somebody waited too long for a lock, or meets somebody who is about to be deleted. */
const isToComeBack = ({status, body}: Answered): boolean => status === 503 && body?.code === 'temporarily-unavailable';

/** Sends until the answer is another one than to come back. */
export const insisting =
  <Answer extends Answered>(send: () => Promise<Answer>) =>
  async (): Promise<Answer> => {
    let answer = await send();
    while (isToComeBack(answer)) {
      await sleep(SPREAD_MS);
      answer = await send();
    }
    return answer;
  };

/** How many of these were answered so. */
export const countOf = (answers: readonly Answered[], status: number): number =>
  answers.filter((answer) => answer.status === status).length;

/** So many requests, made from numbers that count up. */
export const times = <Send>(count: number, make: (index: number) => Send): Send[] => Array.from({length: count}, (_, index) => make(index));
