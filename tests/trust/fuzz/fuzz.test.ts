import assert from 'node:assert/strict';
import {after, before, describe, test} from 'node:test';
import {engines} from '../../../packages/server/src/testing/engines.ts';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {TWIN_ID} from '../../../packages/server/src/testing/twin.ts';
import type {Attempt} from './attempt.ts';
import {
  brokenAttempts,
  claimingAttempts,
  countOf,
  denseAttempts,
  goodAttempts,
  hostileAttempts,
  type Share,
  shareOf,
  wildAttempts,
} from './attempts.ts';
import {CORPUS_SIZE, corpusOf, type Hostile} from './corpus.ts';
import {judgeAnswer} from './answers.ts';
import {answerOf, fuzz, type Subject} from './fuzz.ts';
import {randomOf, seedOfRun} from './random.ts';
import {createWorld, isWell, type World} from './world.ts';

const seed = seedOfRun();

/** Each database is asked its share, and all of it where it is alone. */
const present = engines.filter(({skip}) => !skip);

const GOAL = atScale({small: 2000, full: 50_000});

for (const engine of engines) {
  describe(`every operation of the document, asked by fools and foes, on ${engine.name}`, {skip: engine.skip}, () => {
    let world: World;
    let corpus: readonly Hostile[];
    let untouched: Awaited<ReturnType<World['everything']>>;
    const failures: unknown[] = [];
    const onFailure = (error: unknown): void => void failures.push(error);
    const random = randomOf(seed).fork(engine.name);
    const part = present.indexOf(engine);
    const statuses = new Map<number, number>();
    let requests = 0;

    before(async () => {
      process.on('unhandledRejection', onFailure);
      world = await createWorld(engine);
      // Who names the twin at sign-in is written down there (L18); everything else about it has to stay as it is.
      corpus = corpusOf(random.fork('corpus'), world.names).filter(({text}) => !text.toLowerCase().includes(TWIN_ID));
      untouched = await world.everything();
    });
    after(async () => {
      process.off('unhandledRejection', onFailure);
      await world.close();
    });

    const subject = (): Subject => ({
      document: world.document,
      journal: world.journal,
      fetch: world.server.fetch,
      settled: world.server.settled,
    });

    /** Of attempts that are `all` at full numbers, about `wished` on all databases together in `npm test`. */
    const share = (all: number, wished: number): Share =>
      shareOf(all, atScale({small: wished, full: all}), present.length, part, randomOf(seed).fork('share'));

    const attack = async (attempts: Iterable<Attempt> | AsyncIterable<Attempt>): Promise<void> => {
      const tally = await fuzz(subject(), attempts);
      requests += tally.requests;
      for (const [status, times] of tally.statuses) {
        statuses.set(status, (statuses.get(status) ?? 0) + times);
      }
      assert.equal(tally.complaints.length, 0, `TENANTRY_FUZZ_SEED=${seed}\n\n${tally.complaints.join('\n\n')}`);
    };

    test('a request as the document describes it succeeds, so that what is hostile reaches what is deep', async () => {
      for (const {operation, attempt} of goodAttempts(world, random.fork('good'))) {
        const answered = await answerOf(world.server.fetch, attempt);
        await world.server.settled();
        await world.journal.undo(await world.journal.take());
        assert.ok(typeof answered !== 'string' && isWell(operation, answered), `${attempt.what}: ${JSON.stringify(answered)}`);
        assert.deepEqual(judgeAnswer(world.document, attempt, answered), [], attempt.what);
      }
    });

    test('T11: the document knows how each operation refuses what it cannot take, and when it can take no more', () => {
      for (const {id, answers, isPublic, body} of world.document.operations) {
        const statuses = [400, 429, 500, 503, ...(isPublic ? [] : [401, 403]), ...(body ? [413, 415, 422] : [])];
        assert.deepEqual(
          statuses.filter((status) => !answers.has(status)),
          [],
          id,
        );
      }
    });

    test('W7: no object of a request is open to members that it does not name', () => {
      const {operations, schemas} = world.document;
      assert.deepEqual(
        operations.flatMap(({id, body}) => (body ? schemas.open(body.schema, id) : [])),
        [],
      );
    });

    test('the shares of two databases, each with chances of its own, are together every attempt, each once', () => {
      const few = {...world, document: {...world.document, operations: world.document.operations.slice(0, 2)}};
      const attempts = (taken: Share, name: string): string[] => [...brokenAttempts(few, random.fork(name), taken)].map(({what}) => what);
      const all = attempts({stride: 1, offset: 0}, 'all');
      for (const start of [1, 2, 3, 4]) {
        const shares = ['one', 'other'].map((name, index) => attempts(shareOf(all.length, all.length, 2, index, randomOf(start)), name));
        assert.deepEqual(shares.flat().toSorted(), all.toSorted());
      }
    });

    test('T10, T11, W6, W7: thousands of hostile texts in every place of every operation', async () => {
      assert.ok(corpus.length > 2500 && corpus.length > CORPUS_SIZE - 10);
      const all = countOf(world, corpus);
      await attack(hostileAttempts(world, corpus, random.fork('hostile'), share(all.hostile, 1400)));
    });

    test('W2, W6: a hostile text in every value of a body at once', async () => {
      const all = countOf(world, corpus);
      await attack(denseAttempts(world, corpus, random.fork('dense'), share(all.dense, 120)));
    });

    test('W2, W7, E38: bodies, queries, paths and methods that are broken', async () => {
      const all = countOf(world, corpus);
      await attack(brokenAttempts(world, random.fork('broken'), share(all.broken, 400)));
    });

    test('T14, W8: several things wrong at once, asked by anybody', async () => {
      const times = atScale({small: 6, full: 120});
      await attack(wildAttempts(world, corpus, random.fork('wild'), Math.ceil(times / present.length)));
    });

    test('A1: tokens that are signed and say nonsense', async () => {
      const times = atScale({small: 4, full: 200});
      await attack(claimingAttempts(world, corpus, random.fork('claims'), Math.ceil(times / present.length)));
    });

    test('in the end the database is as it was, the twin of the tenant to the byte, and the server answers', async (t) => {
      const now = await world.everything();
      assert.deepEqual(now.twin, untouched.twin);
      assert.deepEqual(now.all, untouched.all);
      assert.equal((await world.server.request('/healthz')).status, 200);
      assert.equal((await world.server.request('/readyz')).status, 200);
      assert.deepEqual(failures, []);
      assert.deepEqual(
        world.server.logger.entries.filter(({level}) => level === 'error'),
        [],
      );
      const seen = [...statuses].toSorted(([one], [other]) => one - other).map(([status, times]) => `${status}: ${times}`);
      t.diagnostic(`fuzz on ${engine.name}, seed ${seed}: ${requests} requests; ${seen.join(', ')}`);
      assert.ok(requests * present.length >= GOAL * 0.95, `${requests} requests are less than this part of ${GOAL}`);
    });
  });
}
