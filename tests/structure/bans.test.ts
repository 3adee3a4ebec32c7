// What the linters forbid in an element, each seen to be found.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, suite, test} from 'node:test';
import {ESLint} from 'eslint';
import {filesOf, root, textOf} from './project.ts';

const eslint = new ESLint({cwd: root});

async function findings(code: string): Promise<string[]> {
  const [result] = await eslint.lintText(code, {filePath: join(root, 'packages/elements/src/users/some-element/some-element.ts')});
  return result?.messages.map(({ruleId, message}) => `${ruleId}: ${message}`) ?? [];
}

const banned: Readonly<Record<string, string>> = {
  'a style attribute': 'html`<p style="color: red"></p>`;',
  'a bound style attribute': 'html`<p class="a" style=${b}></p>`;',
  'a <style> in a template': 'html`<style>p { color: red }</style>`;',
  'an inline handler': 'html`<p onclick="go()"></p>`;',
  'a style attribute in an SVG template': 'svg`<path style="fill: red"></path>`;',
  styleMap: "import {styleMap} from 'lit/directives/style-map.js';",
  unsafeHTML: "import {unsafeHTML} from 'lit/directives/unsafe-html.js';",
  unsafeSVG: "import {unsafeSVG} from 'lit/directives/unsafe-svg.js';",
  innerHTML: 'element.innerHTML = text;',
  insertAdjacentHTML: "element.insertAdjacentHTML('beforeend', text);",
  eval: 'eval(text);',
  'new Function': 'new Function(text);',
  'a timer with code in a string': "setTimeout('go()', 1);",
  'a key listener on the window': "window.addEventListener('keydown', go);",
  'a key listener on the document': "document.addEventListener('keyup', go);",
};

suite('T23, T27: an element must not have', () => {
  for (const [name, code] of Object.entries(banned)) {
    test(name, async () => {
      assert.equal((await findings(code)).length, 1);
    });
  }

  test('nothing is found in a template without them', async () => {
    assert.deepEqual(await findings('html`<p class="style" @click=${go}>a style, an onclick</p>`;'), []);
  });
});

suite('T23: the portal has none of it either', () => {
  const sinks =
    /\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTMLUnsafe|createContextualFragment|document\.write|eval|new Function)\b|\.cssText|setAttribute\('(?:style|on)/;
  const markup = /\sstyle\s*=|\son[a-z]+\s*=|<style[\s>]|<script(?![^>]*\ssrc=)|javascript:/i;

  for (const path of filesOf('examples/portal/src/**/*.ts')) {
    test(path, () => assert.doesNotMatch(textOf(path), sinks));
  }
  for (const path of filesOf('examples/portal/public/*.html')) {
    test(path, () => assert.doesNotMatch(textOf(path), markup));
  }

  test('it would be found', () => {
    for (const code of [
      'place.innerHTML = text',
      'eval(text)',
      "place.setAttribute('style', text)",
      "place.setAttribute('onclick', text)",
    ]) {
      assert.match(code, sinks);
    }
    for (const code of ['<p style="color: red">', '<p onclick="go()">', '<style>', '<script>go()</script>', '<a href="javascript:go()">']) {
      assert.match(code, markup);
    }
    assert.doesNotMatch('<script type="module" src="/main.js"></script>', markup);
  });
});

suite('a package must not have', () => {
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-bans-'));
  after(() => rmSync(folder, {recursive: true}));
  const sources = join(folder, 'packages/sdk/src');
  mkdirSync(sources, {recursive: true});
  copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));

  const cases: Readonly<Record<string, readonly [rule: string, code: string]>> = {
    'console output': ['no-console', "console.log('here');"],
    'a default export': ['no-default-export', 'export default 1;'],
    any: ['no-explicit-any', 'export const a: any = 1;'],
    'a non-null assertion': ['no-non-null-assertion', 'export const f = (a?: string): string => a!;'],
    'a request beside the transport': ['no-restricted-globals', "export const answer = await fetch('/v1/me');"],
    'an exported function without its return type': ['explicit-module-boundary-types', 'export const f = (a: string) => a;'],
  };

  for (const [name, [rule, code]] of Object.entries(cases)) {
    test(name, () => {
      writeFileSync(join(sources, 'some.ts'), code);
      const {stdout} = spawnSync(process.execPath, [join(root, 'node_modules/oxlint/bin/oxlint'), '--format', 'unix', '.'], {
        cwd: folder,
        encoding: 'utf8',
      });
      assert.match(stdout, new RegExp(rule));
    });
  }
});
