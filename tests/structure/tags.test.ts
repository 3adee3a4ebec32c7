// Every element: a folder of its tag's name, the class of that name in it, and a module that registers it.
import assert from 'node:assert/strict';
import {basename, dirname} from 'node:path';
import {test} from 'node:test';
import {filesOf, textOf} from './project.ts';

const elements = 'packages/elements/src';
const sharedRooms = ['context', 'controllers', 'foundation', 'define', 'messages', 'testing'];

const folders = [...new Set(filesOf(`${elements}/*/*/*.ts`).map(dirname))].filter(
  (folder) => !sharedRooms.includes(basename(dirname(folder))),
);
const tags = folders.map((folder) => basename(folder)).toSorted();
const definitions = filesOf(`${elements}/define/*.ts`)
  .map((path) => basename(path, '.ts'))
  .filter((name) => !['define', 'all'].includes(name));

const comment = /^\s*(?:\/\/|\/?\*).*$/gm;

const inPascalCase = (tag: string): string => tag.replaceAll(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());

test('every folder of an element has its define module, and every define module its folder', () => {
  assert.deepEqual(definitions, tags);
});

for (const folder of folders) {
  const tag = basename(folder);
  const name = inPascalCase(tag);

  test(`<${tag}> is the class ${name} in its folder, and has tests`, () => {
    const source = textOf(`${folder}/${tag}.ts`);
    assert.match(source, new RegExp(`^export class ${name} extends `, 'm'));
    assert.match(source, new RegExp(`'${tag}': ${name}\\b`), 'it stands in HTMLElementTagNameMap');
    assert.deepEqual(filesOf(`${folder}/${tag}.test.ts`).length, 1);
  });

  test(`<${tag}> is registered by its define module and by define/all.ts, and exported by the package`, () => {
    assert.match(textOf(`${elements}/define/${tag}.ts`), new RegExp(`^define\\('${tag}', ${name}\\);$`, 'm'));
    assert.match(textOf(`${elements}/define/all.ts`), new RegExp(`^import '\\./${tag}\\.ts';$`, 'm'));
    assert.match(textOf(`${elements}/index.ts`), new RegExp(`\\b${name}\\b`));
  });

  test(`<${tag}> keeps the promises of every element`, () => {
    assert.match(textOf(`${folder}/${tag}.test.ts`), new RegExp(`^ {2}keepsPromises\\('${tag}'[,)]`, 'm'));
  });

  test(`define/${tag}.ts registers the tags of its own template too`, () => {
    const templates = filesOf(`${folder}/!(*.test|*.states|*.samples).ts`).map((path) => textOf(path).replaceAll(comment, ''));
    const used = tags.filter((other) => other !== tag && templates.some((text) => new RegExp(`<${other}[\\s>]`).test(text)));
    const definition = textOf(`${elements}/define/${tag}.ts`);
    assert.deepEqual(
      used.filter((other) => !definition.includes(`'./${other}.ts'`)),
      [],
    );
  });
}
