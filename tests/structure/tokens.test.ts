// Every color, size, radius, shadow and duration of an element comes from a token that the guide names (T26).
import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {filesOf, textOf} from './project.ts';

const comments = /\/\*[\s\S]*?\*\//g;
const sheets = new Map(
  filesOf('packages/elements/src/**/*.ts')
    .filter((path) => !/\.(?:test|states|samples)\.ts$|\/testing\//.test(path))
    .map((path) => [path, [...textOf(path).matchAll(/css`([\s\S]*?)`/g)].map(([, css = '']) => css.replaceAll(comments, '')).join('\n')]),
);
const styles = [...sheets.values()].join('\n');

const guide = textOf('docs/guides/theming.md');
const inGuide = new Map([...guide.matchAll(/^\| `--tenantry-([\w-]+)` \| (.+?) \|/gm)].map(([, name = '', value = '']) => [name, value]));

/** Where the bracket that opens at `start` closes. */
const closing = (css: string, start: number): number => {
  let depth = 0;
  for (let at = start; at < css.length; at++) {
    depth += css[at] === '(' ? 1 : css[at] === ')' ? -1 : 0;
    if (depth === 0) {
      return at;
    }
  }
  throw new Error(`A bracket stays open: ${css.slice(start, start + 80)}`);
};

/** Takes the tokens with their defaults out of a style sheet. */
const takeTokens = (css: string): {rest: string; tokens: (readonly [name: string, fallback: string])[]} => {
  const tokens: (readonly [string, string])[] = [];
  let rest = '';
  let from = 0;
  for (const {0: start, 1: name = '', index} of css.matchAll(/var\(\s*--tenantry-([\w-]+),?\s*/g)) {
    if (index < from) {
      continue; // inside another one
    }
    const end = closing(css, index + 'var'.length);
    tokens.push([
      name,
      css
        .slice(index + start.length, end)
        .replaceAll(/\s+/g, ' ')
        .replaceAll('( ', '(')
        .replaceAll(' )', ')')
        .trim(),
    ]);
    rest += `${css.slice(from, index)}TOKEN`;
    from = end + 1;
  }
  return {rest: rest + css.slice(from), tokens};
};

const color = /#[\da-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\(|\b(?:white|black|red|green|blue|gray|grey)\b(?!-)/gi;

/** The declarations of some properties, as `property: value`. */
const declarations = (css: string, property: RegExp): string[] =>
  [...css.matchAll(/(?<=^|[;{\s])(--_[\w-]+|[a-z-]+):\s*([^;{}]+);/g)]
    .filter(([, name = '']) => property.test(name))
    .map(([, name = '', value = '']) => `${name}: ${value.replaceAll(/\s+/g, ' ').trim()}`);

suite('tokens only', () => {
  for (const [path, css] of sheets) {
    if (css === '') {
      continue;
    }
    const {rest} = takeTokens(css);

    test(`${path} has no color, size, radius, shadow or duration of its own`, () => {
      assert.deepEqual(rest.match(color) ?? [], []);
      const odd = [
        ...declarations(rest, /^(?:font-size|font-family)$/).filter(
          (text) => !/: (?:inherit|TOKEN|var\(--_(?:size|font)|calc\(var\(--_size\))/.test(text),
        ),
        // Round ends are round whatever the theme.
        ...declarations(rest, /radius$/).filter(
          (text) => !/: (?:0|50%|1rem|inherit|TOKEN|var\(--_radius[\w-]*\)|calc\(var\(--_radius\).*)$/.test(text),
        ),
        ...declarations(rest, /^box-shadow$/).filter(
          (text) => !/: (?:none|TOKEN|var\(--_shadow-\d\)|inset 0 0 0 \d+px var\(--_[\w-]+\))$/.test(text),
        ),
        ...declarations(rest, /^transition$/).filter(
          (text) => !text.split(',').every((part) => /var\(--_(?:fast|slow)\)/.test(part) || text.endsWith(': none')),
        ),
      ];
      assert.deepEqual(odd, []);
    });
  }

  test('a token has one default, wherever it is used', () => {
    const defaults = new Map<string, Set<string>>();
    for (const [name, fallback] of takeTokens(styles).tokens) {
      defaults.set(name, (defaults.get(name) ?? new Set()).add(fallback));
    }
    assert.deepEqual(
      [...defaults].filter(([, fallbacks]) => fallbacks.size > 1).map(([name]) => name),
      [],
    );
  });

  test('every token that the elements use stands in the guide, and every one in the guide is used', () => {
    const used = new Set([...styles.matchAll(/--tenantry-([\w-]+)/g)].map(([, name = '']) => name));
    assert.deepEqual([...inGuide.keys()].toSorted(), [...used].toSorted());
  });

  test('a default that is a plain value is the one of the guide', () => {
    const short = (text: string): string => text.replace(/^light-dark\((#\w+), (#\w+)\)$/, '$1 / $2');
    const wrong = takeTokens(styles)
      .tokens.map(([name, fallback]) => [name, short(fallback), (inGuide.get(name) ?? '').replaceAll('`', '')] as const)
      .filter(([, fallback]) => !/[a-z-]+\(|,/.test(fallback))
      .filter(([, fallback, said]) => said !== fallback && !said.startsWith(`${fallback}, compact `));
    assert.deepEqual(wrong, []);
  });

  test('every private value is made somewhere', () => {
    const made = new Set([...styles.matchAll(/(?<=[;{\s])(--_[\w-]+):/g)].map(([, name = '']) => name));
    const used = new Set([...styles.matchAll(/var\(\s*(--_[\w-]+)/g)].map(([, name = '']) => name));
    assert.deepEqual(
      [...used].filter((name) => !made.has(name)),
      [],
    );
  });
});
