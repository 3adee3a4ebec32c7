// Web Test Runner's reporter: prints failures and hands the count to the process that started the runner.
import {relative} from 'node:path';
import {reportFailure, reportLine, reportSkip} from './report.mjs';
import {inWords, noTests} from './tally.mjs';

/** Every test of a suite with its full title. */
const flatten = ({tests, suites}, titles = []) => [
  ...tests.map((test) => ({...test, title: [...titles, test.name].join(' › ')})),
  ...suites.flatMap((suite) => flatten(suite, [...titles, suite.name])),
];

function describeError({message, stack, expected, actual} = {}) {
  const difference = expected === undefined ? '' : `\nexpected: ${expected}\nactual:   ${actual}`;
  return `${message}${difference}\n${(stack ?? '').replace(message, '')}`;
}

function count(session, tally) {
  const place = relative(process.cwd(), session.testFile);
  for (const test of session.testResults ? flatten(session.testResults) : []) {
    if (test.skipped) {
      tally.skipped += 1;
      reportSkip(`${place} › ${test.title}`);
    } else if (test.passed) {
      tally.passed += 1;
    } else {
      tally.failed += 1;
      reportFailure(place, test.title, describeError(test.error));
    }
  }
  for (const error of session.errors) {
    tally.failed += 1;
    reportFailure(place, 'the file ran into an error', describeError(error));
  }
  if (session.logs.length > 0) {
    tally.failed += 1;
    reportFailure(place, 'a test prints nothing, this file did', session.logs.map((log) => log.join(' ')).join('\n'));
  }
}

export function browserReporter() {
  const tally = noTests();
  return {
    reportTestFileResults: ({sessionsForTestFile}) => sessionsForTestFile.forEach((session) => count(session, tally)),
    stop() {
      if (process.send) {
        process.send(tally);
      } else {
        reportLine(inWords(tally));
      }
    },
  };
}
