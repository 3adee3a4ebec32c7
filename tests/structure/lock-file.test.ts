// npm drops an optional dependency in silence when it is not published yet, and `npm ci` then refuses the lock file.
import assert from 'node:assert/strict';
import {test} from 'node:test';
import {textOf} from './project.ts';

interface LockedPackage {
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly inBundle?: boolean;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const packages: Readonly<Record<string, LockedPackage>> = JSON.parse(textOf('package-lock.json')).packages;
const entries = Object.entries(packages);

/** The folders that Node would look into from a package, nearest first. */
function* lookups(folder: string): Generator<string> {
  for (let at = folder; at; at = at.slice(0, Math.max(0, at.lastIndexOf('/node_modules/')))) {
    yield `${at}/node_modules/`;
  }
  yield 'node_modules/';
}

test('every optional dependency is locked', () => {
  const missing = entries.flatMap(([folder, {optionalDependencies = {}}]) =>
    Object.keys(optionalDependencies)
      .filter((name) => ![...lookups(folder)].some((place) => `${place}${name}` in packages))
      .map((name) => `${name}, wanted by ${folder || 'the root'}`),
  );
  assert.deepEqual(missing, []);
});

test('no download address is locked', () => {
  assert.deepEqual(
    entries.filter(([, {resolved}]) => resolved !== undefined && /^https?:/.test(resolved)).map(([folder]) => folder),
    [],
  );
});

test('every package of the registry has its checksum', () => {
  assert.deepEqual(
    entries
      .filter(([folder, {link, inBundle, integrity}]) => folder.includes('node_modules/') && !link && !inBundle && !integrity)
      .map(([folder]) => folder),
    [],
  );
});
