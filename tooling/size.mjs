// What the packages cost a page: minified, gzip -9, compared with tooling/size.json. `node tooling/size.mjs --write` writes it anew.
import {readFileSync, writeFileSync} from 'node:fs';
import {fileURLToPath, pathToFileURL} from 'node:url';
import {gzipSync} from 'node:zlib';
import {rollup} from 'rollup';
import {browserBundle} from './bundling.mjs';
import {format} from './house.mjs';
import {reportFailure, reportLine} from './report.mjs';
import {oneTest, sum} from './tally.mjs';

const table = new URL('size.json', import.meta.url);
const tolerance = 0.03; // a change of more belongs in the table, where a reviewer sees it
const entry = '\0entry';

/** A bundle's entry with this text: what a page would import. */
const entryOf = (text) => ({
  name: 'entry',
  resolveId: (id) => (id === entry ? id : null),
  load: (id) => (id === entry ? text : null),
});

/** What a page loads at first to import this: one script, or several where a part of it is loaded later. */
async function scriptsOf(lines) {
  // Nothing imports a page's entry: it needs no script of its own that only hands on another one's exports.
  const entries = {input: entry, preserveEntrySignatures: 'allow-extension'};
  const bundle = await rollup({...entries, plugins: [entryOf(lines.join('\n')), ...browserBundle()], onwarn: () => {}});
  const {output} = await bundle.generate({format: 'es'});
  await bundle.close();
  const names = new Set([output[0].fileName]);
  for (const name of names) {
    output.find(({fileName}) => fileName === name)?.imports.forEach((needed) => names.add(needed));
  }
  return output.filter(({fileName}) => names.has(fileName)).map(({code}) => code);
}

/** The bytes of a row: of a file that the build has written, or of what a page loads at first. */
async function measure({file, imports}) {
  const scripts = file ? [readFileSync(file)] : await scriptsOf(imports);
  return scripts.reduce((bytes, script) => bytes + gzipSync(script, {level: 9}).length, 0);
}

/** The table's rows with what they weigh now, in bytes. */
const measureAll = (rows) => Promise.all(rows.map(async (row) => ({...row, bytes: await measure(row)})));

const readTable = () => JSON.parse(readFileSync(table, 'utf8'));

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** What a row weighs, what it may weigh, and where that is more than it should be one day: `goal`. */
const weight = ({bytes, budget, goal}) =>
  `${kilobytes(bytes)}${budget ? ` of ${kilobytes(budget)}` : ''}${goal ? `, the goal is ${kilobytes(goal)}` : ''}`;

function problem(row, recorded) {
  if (row.budget && row.bytes > row.budget) {
    return `${kilobytes(row.bytes)} is over the budget of ${kilobytes(row.budget)}`;
  }
  if (Math.abs(row.bytes - recorded) > recorded * tolerance) {
    return `${kilobytes(row.bytes)}, the table says ${kilobytes(recorded)}: run \`node tooling/size.mjs --write\` and commit it`;
  }
  return undefined;
}

/**
 * Compares every row with its budget and with the committed table.
 * @returns {Promise<import('./tally.mjs').Tally>}
 */
export async function checkSizes() {
  const recorded = readTable();
  const rows = await measureAll(recorded);
  return sum(
    rows.map((row, index) => {
      const found = problem(row, recorded[index].bytes);
      if (found) {
        reportFailure('size', row.name, found);
        return oneTest('failed');
      }
      reportLine(`size of ${row.name}: ${weight(row)}`);
      return oneTest('passed');
    }),
  );
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href && process.argv.includes('--write')) {
  const rows = await measureAll(readTable());
  writeFileSync(table, JSON.stringify(rows));
  await format(fileURLToPath(table));
  rows.forEach((row) => reportLine(`${row.name}: ${weight(row)}`));
}
