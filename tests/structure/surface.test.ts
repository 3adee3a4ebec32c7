// What a host can style and fill in an element: its doc block, the contract's list, the tests and the guide say the same.
import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {surfaces} from '../../packages/elements/src/testing/surface.ts';
import {filesOf, textOf} from './project.ts';

const guide = textOf('docs/guides/theming.md');

/** The names behind a tag of a doc block; a slot without one is the default. */
const documented = (source: string, tag: 'csspart' | 'slot' | 'cssstate'): string[] =>
  [...source.matchAll(new RegExp(`^ \\* @${tag} (?:([\\w-]+) )?- \\S`, 'gm'))].map(([, name = '']) => name).toSorted();

/** The cells of an element's row in the guide, split into names. */
const rowOf = (tag: string): string[][] => {
  const [, ...cells] = (guide.split('\n').find((line) => line.startsWith(`| \`${tag}\` |`)) ?? '').split('|').map((cell) => cell.trim());
  return cells.slice(1, 4).map((cell) => (cell === '–' ? [] : cell === 'default' ? [''] : cell.replaceAll('`', '').split(' ').toSorted()));
};

for (const [tag, {contract, parts, through = [], slots = {}, states = {}}] of Object.entries(surfaces)) {
  const [path = ''] = filesOf(`packages/elements/src/*/${tag}/${tag}.ts`);
  const source = textOf(path);

  suite(`<${tag}>`, () => {
    test('documents the parts, slots and states that are tested, and no others', () => {
      assert.deepEqual(documented(source, 'csspart'), Object.keys(parts).toSorted());
      assert.deepEqual(documented(source, 'slot'), Object.keys(slots).toSorted());
      assert.deepEqual(documented(source, 'cssstate'), Object.keys(states).toSorted());
    });

    test("has all that the contract lists for it (CONTRACT's table of elements)", () => {
      assert.deepEqual(
        (contract.parts ?? []).filter((part) => !(part in parts)),
        [],
      );
      assert.deepEqual(
        (contract.slots ?? []).filter((slot) => !(slot in slots)),
        [],
      );
    });

    test('gives a part to nothing that its doc block does not name', () => {
      const templates = filesOf(`packages/elements/src/*/${tag}/!(*.test|*.states|*.samples).ts`).map(textOf).join('\n');
      const named = [...templates.matchAll(/\spart="([\w -]+)"/g)].flatMap(([, names = '']) => names.split(' '));
      const handedOn = [...templates.matchAll(/\sexportparts="([^"]+)"/g)].flatMap(([, names = '']) => names.split(','));
      assert.deepEqual(
        [...named, ...handedOn].filter((part) => !(part in parts)),
        [],
      );
      assert.deepEqual(
        through.filter((part) => !handedOn.includes(part)),
        [],
      );
    });

    test('stands in the guide with all of it', () => {
      assert.deepEqual(rowOf(tag), [Object.keys(parts).toSorted(), Object.keys(slots).toSorted(), Object.keys(states).toSorted()]);
    });
  });
}
