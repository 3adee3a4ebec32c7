// The parts of the tests. Each answers its tally; `needs` it cannot do without, `likes` it can: it skips what lacks them.
import {globSync} from 'node:fs';
import {basename, dirname} from 'node:path';
import {runBrowserTests} from './browser-tests.mjs';
import {withFoundEngines} from './engines.mjs';
import {runHouse} from './house.mjs';
import {runNodeTests} from './node-tests.mjs';
import {checkSizes} from './size.mjs';
import {sum} from './tally.mjs';

/** @type {Record<string, {needs?: string[], likes?: string[], run: (env: Record<string, string>) => Promise<import('./tally.mjs').Tally>}>} */
export const parts = {
  house: {run: async (env) => sum([await runHouse(), await runNodeTests(['tests/structure/**/*.test.ts'], env)])},
  sdk: {run: (env) => runNodeTests(['packages/sdk/src/**/*.test.ts'], env)},
  server: {likes: ['postgresql'], needs: ['databases'], run: (env) => runNodeTests(['packages/server/src/**/*.test.ts'], env)},
  elements: {likes: ['firefox', 'webkit'], needs: ['databases', 'browser'], run: (env) => runBrowserTests(withFoundEngines(env))},
  pictures: {needs: ['browser'], run: (env) => runNodeTests(['tests/pictures/**/*.test.ts'], env, {concurrency: 1})},
  portal: {
    likes: ['postgresql', 'firefox', 'webkit'],
    needs: ['databases', 'browser', 'build'],
    run: (env) => runNodeTests(['tests/journeys/**/*.test.ts'], withFoundEngines(env)),
  },
  trust: {
    likes: ['postgresql'],
    needs: ['databases', 'browser', 'build'],
    run: (env) => runNodeTests(['tests/trust/**/*.test.ts'], env),
  },
  clusters: {needs: ['slurm', 'databases'], run: (env) => runNodeTests(['tests/infra/slurm/*.test.ts'], env, {concurrency: 1})},
  packages: {
    likes: ['postgresql'],
    needs: ['build'],
    run: async (env) => sum([await runNodeTests(['tests/packages/**/*.test.ts'], env), await checkSizes()]),
  },
};

/** What a test that takes long at full numbers may need, each file by itself. */
const soaking = {concurrency: 1, longestFile: 3 * 3_600_000};

const atFullNumbers = {TENANTRY_SOAK: '1'};

/** The parts of `npm run soak`: what is small in `npm test`, at full numbers. The elements, their pictures, and the rooms of tests/trust, one after another. */
export const soakParts = {
  elements: {...parts.elements, run: (env) => runBrowserTests({...withFoundEngines(env), ...atFullNumbers})},
  pictures: {...parts.pictures, run: (env) => parts.pictures.run({...env, ...atFullNumbers})},
  ...Object.fromEntries(
    [...new Set(globSync('tests/trust/*/*.test.ts').map((file) => basename(dirname(file))))].toSorted().map((room) => [
      room,
      {
        ...parts.trust,
        run: (env) => runNodeTests([`tests/trust/${room}/*.test.ts`], {...env, ...atFullNumbers}, soaking),
      },
    ]),
  ),
};

/** The fast ones, without browsers and databases. */
export const fastParts = ['house', 'sdk'];
