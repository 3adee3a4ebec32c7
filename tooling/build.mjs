// Sources → packages/*/dist, the CDN file and the portal's browser bundle.
import {rmSync} from 'node:fs';
import {runNode} from './processes.mjs';
import {unlessFresh} from './staleness.mjs';

const compiler = 'node_modules/typescript-native/bin/tsc';
const rollup = 'node_modules/rollup/dist/bin/rollup';

const inputs = [
  '{packages,examples}/*/{src/**/*.ts,package.json,tsconfig.json}',
  'tsconfig*.json',
  'rollup.config.mjs',
  'tooling/bundling.mjs',
  'package-lock.json',
];
const outputs = [
  'packages/sdk/dist/index.js',
  'packages/server/dist/index.js',
  'packages/elements/dist/index.js',
  'packages/elements/cdn/tenantry-elements.min.js',
  'examples/portal/dist/main.js',
];

/**
 * Compiles the packages: emits what Rollup reads and, on the way, checks their types. The compiler's memory of earlier runs may hold a
 * finding that is gone (it misses changes of global types in other projects): only what it finds without it counts.
 */
export async function compile(options) {
  const remembering = await runNode([compiler, '-b'], {capture: true});
  return remembering.status === 0 ? remembering : runNode([compiler, '-b', '--force'], options);
}

/** Checks the types of a project without writing anything. */
export const typeCheck = (project, options) => runNode([compiler, '-p', project, '--noEmit'], options);

async function makeAll() {
  const {status} = await compile();
  if (status !== 0) {
    return status;
  }
  for (const folder of ['packages/elements/cdn', 'examples/portal/dist']) {
    rmSync(folder, {recursive: true, force: true});
  }
  return (await runNode([rollup, '--config', '--silent'])).status;
}

/** Builds everything unless nothing has changed since the last time. Answers an exit status. */
export const build = () => unlessFresh('build', inputs, outputs, makeAll);
