// Runs test files on Node's own test runner, each file in a process of its own.
import {globSync} from 'node:fs';
import {relative} from 'node:path';
import {run} from 'node:test';
import {inspect} from 'node:util';
import {fromSource, stopping} from './processes.mjs';
import {reportFailure, reportLine, reportSkip} from './report.mjs';
import {noTests} from './tally.mjs';

const grace = 3000; // ms

/** A suite fails with its tests, which are counted; only what went wrong beside them is a failure of its own. */
const countsAsTest = ({details}) =>
  details.type !== 'suite' || (details.error !== undefined && details.error.failureType !== 'subtestsFailed');

const onlySubtestsFailed = ({details}) => details.error?.failureType === 'subtestsFailed';

/** Resolves a while after we were asked to stop: a test that waits for ever does not end then. */
const graceAfterStop = () => new Promise((resolve) => stopping.addEventListener('abort', () => setTimeout(resolve, grace), {once: true}));

const shorten = (file) => (file ? relative(process.cwd(), file) : '');

/** The error a test threw, without the frames of the runner itself. */
function describeError(error) {
  const {cause = error} = error ?? {};
  return String(cause?.stack ?? inspect(cause)).replaceAll(/^ +at .*node:(internal|async_hooks).*\n?/gm, '');
}

/**
 * Runs the files that the patterns name.
 * @param {string[]} patterns
 * @param {Record<string, string>} env Variables that the tests see beside our own.
 * @param {{concurrency?: number, longestFile?: number}} options Files at a time, each of which starts databases and browsers of its own;
 *   milliseconds after which a test that waits for ever has failed.
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function runNodeTests(patterns, env = {}, {concurrency = 2, longestFile = 300_000} = {}) {
  const files = globSync(patterns).toSorted();
  if (files.length === 0) {
    throw new Error(`No test file matches ${patterns.join(', ')}`);
  }
  const tally = noTests();
  const printed = new Map();
  const failedFiles = new Set();
  const print = ({file, message}) => printed.set(file, (printed.get(file) ?? '') + message);
  const stream = run({files, concurrency, timeout: longestFile, execArgv: [fromSource], env: {...process.env, ...env}, signal: stopping});
  stream
    .on('test:pass', (test) => {
      if (test.skip !== undefined || test.todo !== undefined) {
        tally.skipped += 1;
        reportSkip(`${shorten(test.file)} › ${test.name}${typeof test.skip === 'string' ? `: ${test.skip}` : ''}`);
      } else if (countsAsTest(test)) {
        tally.passed += 1;
      }
    })
    .on('test:fail', (test) => {
      if (stopping.aborted) {
        return; // it was ended, it did not fail
      }
      if (countsAsTest(test)) {
        tally.failed += 1;
        failedFiles.add(test.file);
      }
      if (!onlySubtestsFailed(test)) {
        reportFailure(shorten(test.file), test.name, describeError(test.details.error));
      }
    })
    .on('test:diagnostic', ({file, message}) => {
      if (file) {
        reportLine(message);
      }
    })
    .on('test:stdout', print)
    .on('test:stderr', print);
  await Promise.race([new Promise((resolve) => stream.once('end', resolve).resume()), graceAfterStop()]);
  for (const [file, text] of printed) {
    tally.failed += failedFiles.has(file) ? 0 : 1;
    reportFailure(shorten(file), 'a test prints nothing, this one did', text);
  }
  return tally;
}
