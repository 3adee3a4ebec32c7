import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import type {AxeResults, RunOptions} from 'axe-core';
import type {Visitor} from './visitor.ts';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong with the window as it is, a line each. */
export const findingsOf = async ({page}: Visitor): Promise<string[]> => {
  await page.evaluate(source);
  const {violations} = await page.evaluate(() => {
    const {axe} = globalThis as unknown as {axe: {run(options: RunOptions): Promise<AxeResults>}};
    return axe.run({resultTypes: ['violations']});
  });
  return violations.map(({id, help, nodes}) => `${id}: ${help}: ${nodes.map(({target}) => target.join(' ')).join(', ')}`);
};
