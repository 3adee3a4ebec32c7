// Web Test Runner's reporter: tells the process that started the runner what failed and, at the end, how many tests ended how.
import {relative} from 'node:path';
import {noTests} from './tally.mjs';

/**
 * What it sends.
 * @typedef {{kind: 'failure', place: string, title: string, details: string}
 *   | {kind: 'skip', what: string}
 *   | {kind: 'end', tally: import('./tally.mjs').Tally}} Message
 */

/** @type {(message: Message) => void} */
const send = (message) => process.send?.(message);

/** Every test of a suite with its full title. */
const flatten = ({tests, suites}, titles = []) => [
  ...tests.map((test) => ({...test, title: [...titles, test.name].join(' › ')})),
  ...suites.flatMap((suite) => flatten(suite, [...titles, suite.name])),
];

function describeError({message, stack, expected, actual} = {}) {
  const difference = expected === undefined ? '' : `\nexpected: ${expected}\nactual:   ${actual}`;
  return `${message}${difference}\n${(stack ?? '').replace(message, '')}`;
}

export function browserReporter() {
  const tally = noTests();

  const fail = (place, title, details) => {
    tally.failed += 1;
    send({kind: 'failure', place, title, details});
  };

  const report = (session) => {
    const place = relative(process.cwd(), session.testFile);
    for (const test of session.testResults ? flatten(session.testResults) : []) {
      if (test.skipped) {
        tally.skipped += 1;
        send({kind: 'skip', what: `${place} › ${test.title}`});
      } else if (test.passed) {
        tally.passed += 1;
      } else {
        fail(place, test.title, describeError(test.error));
      }
    }
    for (const error of session.errors) {
      fail(place, 'the file ran into an error', describeError(error));
    }
    if (session.logs.length > 0) {
      fail(place, 'a test prints nothing, this file did', session.logs.map((log) => log.join(' ')).join('\n'));
    }
  };

  return {
    reportTestFileResults: ({sessionsForTestFile}) => sessionsForTestFile.forEach(report),
    stop: () => send({kind: 'end', tally}),
  };
}
