import {stripVTControlCharacters} from 'node:util';
import {fromSource, runNode} from './processes.mjs';
import {reportFailure, reportSkip} from './report.mjs';
import {noTests, oneTest, sum} from './tally.mjs';

const testRunner = 'node_modules/@web/test-runner/dist/bin.js';

/**
 * Runs the elements' tests in the browser.
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runBrowserTests(env) {
  let tally;
  /** @param {import('./browser-reporter.mjs').Message} message */
  const onMessage = (message) => {
    switch (message.kind) {
      case 'failure':
        return reportFailure(message.place, message.title, message.details);
      case 'skip':
        return reportSkip(message.what);
      default:
        tally = message.tally;
    }
  };
  const {status, output} = await runNode([fromSource, testRunner], {env, capture: true, onMessage});
  if (!tally || (status !== 0 && tally.failed === 0)) {
    reportFailure('Web Test Runner', `ended with status ${status}`, stripVTControlCharacters(output));
    return sum([tally ?? noTests(), oneTest('failed')]);
  }
  return tally;
}
