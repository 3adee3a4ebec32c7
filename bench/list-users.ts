// The list of users: the server against bare pg behind node:http, on one PostgreSQL, turn by turn in one run. `npm run bench` starts it.
import {fork} from 'node:child_process';
import {once} from 'node:events';
import {cpus} from 'node:os';
import {join} from 'node:path';
import {best, median, requestsPerSecond, type Target, waits} from './load.ts';
import type {Ready} from './tenantry-server.ts';

const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [100_000, 1_000_000];
const ROUNDS = 21;
const LOAD = {requests: 200, atOnce: 8};
const WAITS = 30;

/** Starts a program of this folder and resolves with the first thing it says. */
const start = async <Said>(program: string, ...args: readonly string[]): Promise<{readonly said: Said; stop(): Promise<void>}> => {
  const child = fork(join(import.meta.dirname, program), args);
  const ended = once(child, 'exit');
  const said = await Promise.race([once(child, 'message'), ended.then(() => Promise.reject(new Error(`${program} ended`)))]);
  return {
    said: said[0] as Said,
    stop: async () => {
      child.disconnect();
      await ended;
    },
  };
};

const print = (line = ''): void => void process.stdout.write(`${line}\n`);
const row = (name: string, ...values: readonly string[]): void =>
  print(`${name.padEnd(44)}${values.map((value) => value.padStart(12)).join('')}`);

/** A server with so many users, against a bare one on the same database. */
const compare = async (users: number): Promise<void> => {
  const {said, stop} = await start<Ready>('tenantry-server.ts', String(users));
  const raw = await start<string>('raw-server.ts', said.databaseUrl, said.tenantId);
  print(`\n${users.toLocaleString('en')} users (put in within ${said.seedSeconds.toFixed(0)} s)`);
  const bearer = {authorization: `Bearer ${said.token}`};
  const page = (query: string): Target => ({url: `${said.users}?${query}`, headers: bearer});
  const contestants = [
    {name: 'raw pg behind node:http', target: {url: raw.said}, rates: [] as number[]},
    {name: 'ours, bearer', target: page(''), rates: [] as number[]},
    {name: 'ours, cookie', target: {url: said.users, headers: {cookie: said.cookie}}, rates: [] as number[]},
    {name: 'ours, bearer, from the middle on', target: page(`cursor=${said.cursor}`), rates: [] as number[]},
  ];
  for (const {target} of contestants) {
    // Until plans are kept and code is compiled.
    await requestsPerSecond(target, {...LOAD, requests: 5 * LOAD.requests});
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const contestant of contestants) {
      contestant.rates.push(await requestsPerSecond(contestant.target, LOAD));
    }
  }
  const [limit] = contestants;
  row('the first page of 50, requests a second', 'median', 'best', '× raw');
  for (const {name, rates} of contestants) {
    const ratios = rates.map((rate, round) => rate / (limit?.rates[round] ?? Number.NaN));
    row(`  ${name}`, median(rates).toFixed(0), best(rates).toFixed(0), median(ratios).toFixed(2));
  }
  row('one at a time, ms', 'median', 'worst');
  for (const [name, target] of listsOf(page, said.cursor)) {
    await waits(target, 3);
    const found = await waits(target, WAITS);
    row(`  ${name}`, median(found).toFixed(1), best(found).toFixed(1));
  }
  await raw.stop();
  await stop();
};

/** The lists that take longest to find, beside the quickest. */
const listsOf = (page: (query: string) => Target, cursor: string): readonly (readonly [string, Target])[] => [
  ['first page', page('')],
  ['from the middle on', page(`cursor=${cursor}`)],
  ['first page, counted to 10,000', page('count=capped')],
  ['by last name', page('sort=lastName')],
  ['by last sign-in', page('sort=-lastSignInAt')],
  ['a selective word', page('q=kowalski1234')],
  ['a word that some hundreds have', page('q=kowalski12')],
  ['a name', page('q=amara')],
  ['a name, by last name', page('q=amara&sort=lastName')],
  ['a name and the beginning of another', page('q=amara%20kow')],
  ['the beginning of a name, last of the list', page('q=kow&sort=lastName')],
  ['one letter', page('q=a')],
  ['a word that all have', page('q=aurora')],
  ['a word that nobody has', page('q=zzzz')],
];

print(`${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.versions.node}, ${LOAD.atOnce} visitors`);
for (const users of SIZES) {
  await compare(users);
}
