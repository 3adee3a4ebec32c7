import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {fill, Program} from './places.ts';
import type {Taken} from './taker-process.ts';

const TAKER = join(import.meta.dirname, 'taker-process.ts');
const COMMAND = join(import.meta.dirname, '../../../packages/server/src/node/bin.ts');
const ROUNDS = atScale({small: 5, full: 50});
const STARTS = atScale({small: 1, full: 50});
/** To make an embedded database takes seconds: in `npm test` the first start finds an empty one. */
const MAKES_DATABASE = atScale({small: 0, full: 1}) === 1;
const LONGEST_HASTE_MS = atScale({small: 1_000, full: 4_000});
const READY = /^API ready: (\S+)$/m;
/** In `npm test` other tests have the processors at the same time. */
const PROMPT_MS = atScale({small: 10_000, full: 1_000});

let root: string;
const programs = new Set<Program>();
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'crashes-lock-'));
});
after(async () => {
  await Promise.all([...programs].map((program) => program.kill()));
  await rm(root, {recursive: true, force: true});
});

const run = (file: string, environment: Readonly<Record<string, string>> = {}): Program => {
  const program = new Program(file, environment);
  programs.add(program);
  return program;
};

const startTaker = async (): Promise<Program> => {
  const taker = run(TAKER);
  await taker.message();
  return taker;
};

/** Sends both for the folder at the same instant. Exactly one gets it, and the other is told who. */
const race = async (takers: readonly [Program, Program], folder: string): Promise<{winner: Program; loser: Program; key: string}> => {
  const answers = takers.map((taker) => taker.message<Taken>());
  takers.forEach(({child}) => child.send(folder));
  const [first, second] = (await Promise.all(answers)) as [Taken, Taken];
  assert.ok('key' in first !== 'key' in second, JSON.stringify([first, second]));
  assert.ok(Math.max(first.ms, second.ms) < PROMPT_MS, JSON.stringify([first, second]));
  const [winner, loser] = 'key' in first ? takers : ([takers[1], takers[0]] as const);
  const [won, lost] = 'key' in first ? [first, second] : [second, first];
  assert.equal('holder' in lost && lost.holder, winner.child.pid);
  return {winner, loser, key: 'key' in won ? won.key : ''};
};

test(`D8, T15: two at the same instant, ${ROUNDS} times on a new folder and on one whose holder was killed: one gets it, the other is told who has it, and there is one key`, async () => {
  let takers: readonly [Program, Program] = [await startTaker(), await startTaker()];
  for (let round = 0; round < ROUNDS; round++) {
    const folder = join(root, `new-${round}`);
    const first = await race(takers, folder);
    await first.winner.kill();
    const second = await race([await startTaker(), first.loser], folder);
    assert.equal(second.key, first.key);
    await second.winner.kill();
    takers = [second.loser, await startTaker()];
  }
});

test(`D8, T15: two commands at once, ${STARTS} times, killed in the midst of the first start and started again: one serves, the other says who does and ends`, async (t) => {
  const refusals: number[] = [];
  for (let round = 0; round < STARTS; round++) {
    const folder = join(root, `start-${round}`);
    if (!MAKES_DATABASE) {
      await fill(folder);
    }
    const begin = (): Program => run(COMMAND, {TENANTRY_DATA_DIR: folder, PORT: '0'});
    const hasty = [begin(), begin()];
    await pause(Math.random() * LONGEST_HASTE_MS);
    await Promise.all(hasty.map((program) => program.kill()));
    const readKey = (): Promise<string | undefined> => readFile(join(folder, 'key'), 'utf8').catch(() => undefined);
    const key = await readKey();

    const pair = [begin(), begin()] as const;
    const both = Promise.all(pair.map((program) => program.says(READY))).then(() => assert.fail('both serve'));
    const refused = await Promise.race([both, ...pair.map((program) => program.ended().then(() => program))]);
    both.catch(() => undefined);
    const [serving = pair[0]] = pair.filter((program) => program !== refused);
    assert.equal(refused.child.exitCode, 1);
    // While its database starts, the holder may be too busy to say who it is.
    const holder = `(?:process ${serving.child.pid}|another process)`;
    assert.match(refused.said, new RegExp(`^The data folder \\S+ is in use by ${holder}\\. Only one may use it at a time\\.\n$`));
    const url = await serving.says(READY);
    assert.equal((await fetch(new URL('/readyz', url))).status, 200);
    const kept = await readKey();
    assert.ok(kept !== undefined && (key === undefined || kept === key), 'a key that was made is kept');

    const before = performance.now();
    const late = begin();
    assert.equal(await late.ended(), 1);
    refusals.push(performance.now() - before);
    assert.match(late.said, new RegExp(`in use by ${holder}`));
    assert.equal(await readKey(), kept);
    assert.equal((await fetch(new URL('/readyz', url))).status, 200);
    await serving.kill();
    await rm(folder, {recursive: true});
  }
  const worst = Math.max(...refusals);
  t.diagnostic(`a whole second command was refused, from its start to its end, in ${Math.round(worst)} ms at worst`);
});
