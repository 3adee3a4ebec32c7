// The house rules: format, lint, types, arrows. Each counts as one test.
import {compile, typeCheck} from './build.mjs';
import {runNode} from './processes.mjs';
import {reportEnd, reportFailure} from './report.mjs';
import {oneTest, sum} from './tally.mjs';

const biome = 'node_modules/@biomejs/biome/bin/biome';
const oxlint = 'node_modules/oxlint/bin/oxlint';
const eslint = 'node_modules/eslint/bin/eslint.js';
const cruiser = 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs';

/** The rooms with code in them. */
const rooms = ['packages', 'examples', 'tests', 'tooling'];

const captured = {capture: true};

/** Rewrites files in the project's format, all of them unless some are named. Answers an exit status. */
export const format = async (...paths) => (await runNode([biome, 'format', '--write', ...(paths.length > 0 ? paths : ['.'])])).status;

/** Runs steps until one fails; answers its result, or the last one's. */
async function inOrder(...steps) {
  let result;
  for (const step of steps) {
    result = await step();
    if (result.status !== 0) {
      break;
    }
  }
  return result;
}

const steps = {
  format: () => runNode([biome, 'format', '.'], captured),
  lint: () =>
    inOrder(
      () => runNode([oxlint, '.'], captured),
      () => runNode([eslint, '--max-warnings=0', '--no-warn-ignored', 'packages/elements'], captured),
    ),
  types: () =>
    inOrder(
      () => compile(captured),
      () => typeCheck('tsconfig.tests.json', captured),
      () => typeCheck('packages/elements/tsconfig.tests.json', captured),
    ),
  arrows: () => runNode([cruiser, '--config', '.dependency-cruiser.cjs', ...rooms], captured),
};

/** Runs every step, also after one has failed. */
export async function runHouse() {
  const tallies = [];
  for (const [name, step] of Object.entries(steps)) {
    const started = performance.now();
    const {status, output} = await step();
    const outcome = status === 0 ? 'passed' : 'failed';
    reportEnd(name, outcome, performance.now() - started);
    if (status !== 0) {
      reportFailure(name, '', output);
    }
    tallies.push(oneTest(outcome));
  }
  return sum(tallies);
}
