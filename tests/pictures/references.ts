import {existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {dirname, join, relative} from 'node:path';
import type {StateName} from '../../packages/elements/src/testing/picture-stage.ts';
import {decodePng, encodePalettePng, encodePng, type Picture} from './palette-png.ts';
import type {Sheet, Theme} from './sheet.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(import.meta.dirname, 'references');

/** Where it can be seen what a test saw: never among what is kept. */
const scratch = join(root, 'node_modules/.cache/pictures');

const slug = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** The name of a sheet, without the folder. */
export const sheetName = ({tag, name}: StateName, {theme}: {theme: Theme}): string => `${tag}/${slug(name)}.${theme}.png`;

export const readReference = (state: StateName, sheet: Sheet): Picture | undefined => {
  const path = join(folder, sheetName(state, sheet));
  return existsSync(path) ? decodePng(readFileSync(path)) : undefined;
};

export const writeReference = (state: StateName, sheet: Sheet): void =>
  write(join(folder, sheetName(state, sheet)), encodePalettePng(sheet));

/** The references that no state has. */
export const orphans = (states: readonly StateName[]): string[] => {
  const names = new Set(states.flatMap((state) => (['light', 'dark'] as const).map((theme) => sheetName(state, {theme}))));
  return globSync('**/*.png', {cwd: folder}).filter((path) => !names.has(path));
};

export const removeReference = (name: string): void => rmSync(join(folder, name));

/** Leaves a picture to be looked at. Answers its path in the project. */
export const leave = (state: StateName, sheet: Sheet, what: 'drawn' | 'difference', picture: Picture): string => {
  const path = join(scratch, sheetName(state, sheet).replace('.png', `.${what}.png`));
  write(path, encodePng(picture));
  return relative(root, path);
};

const write = (path: string, file: Uint8Array): void => {
  mkdirSync(dirname(path), {recursive: true});
  writeFileSync(path, file);
};
