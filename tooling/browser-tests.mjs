import {globSync} from 'node:fs';
import {fromSource, runNode} from './processes.mjs';
import {reportFailure} from './report.mjs';
import {noTests, oneTest, sum} from './tally.mjs';

const testRunner = 'node_modules/@web/test-runner/dist/bin.js';

/**
 * Runs the elements' tests in the browser.
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runBrowserTests(env) {
  if (globSync('packages/elements/src/**/*.test.ts').length === 0) {
    return noTests();
  }
  let tally;
  const {status} = await runNode([fromSource, testRunner], {env, onMessage: (message) => (tally = message)});
  if (!tally || (status !== 0 && tally.failed === 0)) {
    reportFailure('Web Test Runner', '', `ended with status ${status}`);
    return sum([tally ?? noTests(), oneTest('failed')]);
  }
  return tally;
}
