// `npm test` runs every part, or those that are named; `npm run check` the fast ones.
import {join} from 'node:path';
import {meetNeeds} from './needs.mjs';
import {fastParts, parts, soakParts} from './parts.mjs';
import {stoppedStatus, stopping} from './processes.mjs';
import {reportEnd, reportFailure, reportHeading, reportLine, reportSkip} from './report.mjs';
import {inWords, oneTest, sum} from './tally.mjs';
import {Unavailable} from './unavailable.mjs';

/** Where Node keeps what it has compiled: each file of tests is a process, and each would compile the same sources. */
const compiled = {NODE_COMPILE_CACHE: join(import.meta.dirname, '../.cache/compiled')};

/** What cannot be met counts once: what the machine lacks as skipped, everything else as failed. */
function tallyErrors(errors) {
  return sum(
    [...errors].map(([need, error]) => {
      if (error instanceof Unavailable) {
        reportSkip(error.message);
        return oneTest('skipped');
      }
      reportFailure(need, '', error.stack);
      return oneTest('failed');
    }),
  );
}

/** A part that breaks down is one failed test. */
async function runPart(name, part, env) {
  try {
    return await part.run(env);
  } catch (error) {
    reportFailure(name, 'broke down', error.stack);
    return oneTest('failed');
  }
}

async function runParts(names, table, env, errors) {
  const results = [];
  for (const name of names) {
    if (stopping.aborted) {
      break;
    }
    const missing = (table[name].needs ?? []).filter((need) => errors.has(need));
    reportHeading(name);
    const started = performance.now();
    if (missing.length > 0) {
      reportLine(`not run, for want of ${missing.join(', ')}`);
    } else {
      const tally = await runPart(name, table[name], env);
      const milliseconds = performance.now() - started;
      reportEnd(name, inWords(tally), milliseconds);
      results.push({name, tally, milliseconds});
    }
  }
  return results;
}

/** Runs these parts to their end whatever fails. Answers an exit status; the last line says how many tests ended how. */
async function runTests(names, table = parts) {
  const wanted = new Set(names.flatMap((name) => [...(table[name].needs ?? []), ...(table[name].likes ?? [])]));
  const {env, errors, stop} = await meetNeeds(wanted);
  try {
    if (stopping.aborted) {
      return stoppedStatus();
    }
    const needsTally = tallyErrors(errors);
    const results = await runParts(names, table, {...compiled, ...env}, errors);
    if (stopping.aborted) {
      return stoppedStatus();
    }
    const total = sum([needsTally, ...results.map(({tally}) => tally)]);
    if (results.length > 1) {
      reportHeading('all parts');
      results.forEach(({name, tally, milliseconds}) => reportEnd(name, inWords(tally), milliseconds));
    }
    const skipsCount = Boolean(process.env.CI) && process.env.CI !== 'false';
    if (skipsCount && total.skipped > 0) {
      reportLine('CI is set: what is skipped counts as failed');
    }
    process.stdout.write(`${inWords(total)}\n`);
    return total.failed > 0 || (skipsCount && total.skipped > 0) ? 1 : 0;
  } finally {
    await stop();
  }
}

/** The named parts of a table, or all of them. */
async function runNamed(names, table) {
  const unknown = names.filter((name) => !Object.hasOwn(table, name));
  if (unknown.length > 0) {
    process.stderr.write(`Unknown part: ${unknown.join(', ')}. There are: ${Object.keys(table).join(', ')}.\n`);
    return 2;
  }
  return runTests(names.length > 0 ? names : Object.keys(table), table);
}

/** The whole of `npm test`, or the named parts. */
export const test = (names) => runNamed(names, parts);

/** What is small in `npm test`, at full numbers: the whole of `npm run soak`, or the named rooms of tests/trust. */
export const soak = (names) => runNamed(names, soakParts);

/** `npm run check`. */
export const check = () => runTests(fastParts);
