import assert from 'node:assert/strict';
import {test} from 'node:test';
import {filesOf, textOf} from './project.ts';

const longest = 400; // lines

/** Files that may be longer, each with its reason. */
const longFiles: Readonly<Record<string, string>> = {};

const code = filesOf('{packages,examples,tests,tooling,bench}/**/*.{ts,mjs,cjs,css}', '*.{mjs,cjs}');
const lines = (path: string): number => textOf(path).split('\n').length - 1;

test(`no file has more than ${longest} lines`, () => {
  assert.deepEqual(
    code.filter((path) => !(path in longFiles) && lines(path) > longest).map((path) => `${path}: ${lines(path)}`),
    [],
  );
});

test('the list of longer files names only such', () => {
  assert.deepEqual(
    Object.keys(longFiles).filter((path) => !code.includes(path) || lines(path) <= longest),
    [],
  );
});

test('nothing is left for later in a comment', () => {
  const marker = /\b(?:T[O]DO|FIX[M]E|X[X]X)\b/; // written so that it does not find itself
  assert.deepEqual(
    [...code, ...filesOf('*.md', 'docs/**/*.md')].filter((path) => marker.test(textOf(path))),
    [],
  );
});

test('no test is switched off, and none switches off the others', () => {
  const switches = /\b(?:test|it|describe|suite)\.(?:skip|only|todo)\(|\bx(?:it|describe)\(/;
  assert.deepEqual(
    filesOf('{packages,tests}/**/*.test.ts').filter((path) => switches.test(textOf(path))),
    [],
  );
});

test('packages have no default exports and re-export nothing wholesale', () => {
  assert.deepEqual(
    filesOf('packages/*/src/**/*.ts').filter((path) => /^export (?:default\b|\*)/m.test(textOf(path))),
    [],
  );
});

test('every command of the README is a script of the root', () => {
  const {scripts} = JSON.parse(textOf('package.json')) as {scripts: Record<string, string>};
  const commands = filesOf('README.md')
    .flatMap((path) => [...textOf(path).matchAll(/^```(?:sh|bash|console)\n(.*?)^```/gms)].map(([, block = '']) => block))
    .flatMap((block) => [...block.matchAll(/^(?:\$ )?npm (?:run )?([\w:-]+)/gm)].map(([, command = '']) => command))
    .filter((command) => !['install', 'i', 'ci', 'run'].includes(command));
  assert.deepEqual(
    commands.filter((command) => !(command in scripts)),
    [],
  );
});
