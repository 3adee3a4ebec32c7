import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {after, suite, test} from 'node:test';
import {brokenArrows, bystanders, libraries} from './broken-arrows.ts';
import {root} from './project.ts';

interface Cruise {
  readonly summary: {readonly violations: readonly {readonly from: string; readonly rule: {readonly name: string}}[]};
}

const configuration = join(root, '.dependency-cruiser.cjs');
const folder = mkdtempSync(join(tmpdir(), 'tenantry-arrows-'));
after(() => rmSync(folder, {recursive: true}));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), {recursive: true});
  writeFileSync(join(folder, path), text);
}

/** A project in which every rule is broken: our manifests, the foreign libraries empty. */
function writeBrokenProject(): void {
  copyFileSync(join(root, 'tsconfig.base.json'), join(folder, 'tsconfig.base.json'));
  for (const [path, text] of Object.entries(bystanders)) {
    write(path, text);
  }
  for (const [, path, imported] of brokenArrows) {
    write(path, `import '${imported}';`);
  }
  for (const name of libraries) {
    write(`node_modules/${name}/package.json`, JSON.stringify({name, main: 'index.js'}));
    write(`node_modules/${name}/index.js`, '');
  }
  mkdirSync(join(folder, 'node_modules/@tenantry'), {recursive: true});
  for (const name of ['sdk', 'elements', 'server']) {
    copyFileSync(join(root, `packages/${name}/package.json`), join(folder, `packages/${name}/package.json`));
    symlinkSync(join(folder, `packages/${name}`), join(folder, `node_modules/@tenantry/${name}`), 'junction');
  }
}

function cruise(): Cruise {
  const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const rooms = ['packages', 'examples', 'tooling'];
  const {stdout, stderr} = spawnSync(process.execPath, [cruiser, '--config', configuration, '--output-type', 'json', ...rooms], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  assert.equal(stderr, '');
  return JSON.parse(stdout);
}

suite('every arrow between the rooms is seen to fail', () => {
  writeBrokenProject();
  const {violations} = cruise().summary;

  for (const [rule, file, imported] of brokenArrows) {
    test(`${rule}: ${file} must not import ${imported}`, () => {
      const broken = violations.filter(({from}) => from === file).map((violation) => violation.rule.name);
      assert.ok(broken.includes(rule), `broken here: ${broken.join(', ') || 'nothing'}`);
    });
  }

  test('no rule is left out', () => {
    const {forbidden} = createRequire(import.meta.url)(configuration) as {forbidden: {name: string}[]};
    const seen = new Set(brokenArrows.map(([rule]) => rule));
    assert.deepEqual(
      forbidden.map(({name}) => name).filter((name) => !seen.has(name)),
      [],
    );
  });
});
