// Web Test Runner's reporter: tells the process that started the runner what failed and, at the end, how many tests ended how in each engine.
import {relative} from 'node:path';
import {noTests} from './tally.mjs';

/**
 * What it sends.
 * @typedef {{kind: 'failure', place: string, title: string, details: string}
 *   | {kind: 'skip', what: string}
 *   | {kind: 'note', text: string}
 *   | {kind: 'end', engines: {name: string, tally: import('./tally.mjs').Tally, milliseconds: number}[]}} Message
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
  /** By name; `milliseconds` is when the last file of an engine ended. */
  const engines = new Map();

  const begin = ({browserNames, sessions}) => {
    const started = performance.now();
    browserNames.forEach((name) => engines.set(name, {name, tally: noTests(), milliseconds: 0}));
    sessions.on('session-status-updated', ({browser}) => {
      engines.get(browser.name).milliseconds = performance.now() - started;
    });
  };

  const report = ({browser, testFile, testResults, errors, logs}) => {
    const {tally} = engines.get(browser.name);
    const place = `${browser.name}: ${relative(process.cwd(), testFile)}`;
    const fail = (title, details) => {
      tally.failed += 1;
      send({kind: 'failure', place, title, details});
    };
    for (const test of testResults ? flatten(testResults) : []) {
      if (test.skipped) {
        tally.skipped += 1;
        send({kind: 'skip', what: `${place} › ${test.title}`});
      } else if (test.passed) {
        tally.passed += 1;
      } else {
        fail(test.title, describeError(test.error));
      }
    }
    for (const error of errors) {
      fail('the file ran into an error', describeError(error));
    }
    if (logs.length > 0) {
      fail('a test prints nothing, this file did', logs.map((log) => log.join(' ')).join('\n'));
    }
  };

  return {
    start: begin,
    reportTestFileResults: ({sessionsForTestFile}) => sessionsForTestFile.forEach(report),
    stop: () => send({kind: 'end', engines: [...engines.values()]}),
  };
}
