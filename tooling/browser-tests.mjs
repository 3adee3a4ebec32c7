import {stripVTControlCharacters} from 'node:util';
import {fromSource, runNode} from './processes.mjs';
import {reportEnd, reportFailure, reportLine, reportSkip} from './report.mjs';
import {inWords, noTests, oneTest, sum} from './tally.mjs';

const testRunner = 'node_modules/@web/test-runner/dist/bin.js';

/**
 * Runs the elements' tests in the browsers.
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
      case 'note':
        return reportLine(message.text);
      default:
        message.engines.forEach(({name, tally: ofEngine, milliseconds}) => reportEnd(name, inWords(ofEngine), milliseconds));
        tally = sum(message.engines.map(({tally: ofEngine}) => ofEngine));
    }
  };
  const {status, output} = await runNode([fromSource, testRunner], {env, capture: true, onMessage});
  if (!tally || (status !== 0 && tally.failed === 0)) {
    reportFailure('Web Test Runner', `ended with status ${status}`, stripVTControlCharacters(output));
    return sum([tally ?? noTests(), oneTest('failed')]);
  }
  return tally;
}
