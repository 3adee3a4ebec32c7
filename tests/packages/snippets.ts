import {readFileSync} from 'node:fs';

/** The code blocks of a Markdown file, by what stands behind the opening fence: `ts`, `html`, `ts express` … */
export const codeBlocks = (file: string): ReadonlyMap<string, readonly string[]> => {
  const blocks = new Map<string, string[]>();
  for (const [, info = '', code = ''] of readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').matchAll(
    /^```(.*)\n([\s\S]*?)^```$/gm,
  )) {
    blocks.set(info, [...(blocks.get(info) ?? []), code]);
  }
  return blocks;
};

/** The one block of its kind. */
export const codeBlock = (file: string, info: string): string => {
  const found = codeBlocks(file).get(info) ?? [];
  if (found.length !== 1) {
    throw new Error(`${file} has ${found.length} blocks of ${info}`);
  }
  return found[0] ?? '';
};
