import {globSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';

/** The project's folder. */
export const root: string = dirname(dirname(import.meta.dirname));

const notOurs = new Set(['node_modules', 'build', 'dist', 'cdn', '.cache', '.tenantry', '.git']);

/** Files of the project that match, as paths from its folder, generated ones left out. */
export const filesOf = (...patterns: string[]): string[] =>
  globSync(patterns, {cwd: root, exclude: (path) => path.split(/[\\/]/).some((part) => notOurs.has(part))})
    .map((path) => path.replaceAll('\\', '/'))
    .toSorted();

export const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The files that hold tests, those that several files share among them. */
export const testFiles = (): string[] => filesOf('packages/*/src/**/*.test.ts', 'packages/*/src/testing/**/*.ts', 'tests/**/*.test.ts');

const title = /\b(?:test|it|describe|suite)\s*\(\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/gs;

/** The titles of a test file's tests and suites, where they are written out. */
export const titlesOf = (path: string): string[] => [...textOf(path).matchAll(title)].map(([, , text = '']) => text);
