// What the guide for administrators says is on the screen is there: in the English texts of the elements, or in those of the portal.
import assert from 'node:assert/strict';
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {test} from 'node:test';
import {PERMISSIONS} from '@tenantry/sdk/contract';
import {words} from '../../examples/portal/src/words/de.ts';
import {english, textsOf} from '../../packages/elements/src/testing/english.ts';
import {permissionMessages} from '../../packages/elements/src/users/permission-names.ts';
import {BUILT_IN_ROLES} from '../../packages/server/src/roles/built-in-roles.ts';
import {root} from '../structure/project.ts';

const file = join(root, 'docs/guides/user-management.md');
const images = join(root, 'docs/images/user-management');
const text = readFileSync(file, 'utf8');

const found = (pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, what = '']) => what.replaceAll(/\s+/g, ' '));

/** Every text on the screen that has no gaps. */
const onScreen = new Set([...textsOf(english).flatMap(([, said]) => (typeof said === 'string' ? [said] : [])), ...Object.keys(words)]);

test('every button, menu and field that the guide names is called so on the screen (S0-08, S0-31 to S0-36)', () => {
  const named = found(/\*\*([^*]+?)\*\*/g);
  assert.ok(named.length > 50);
  assert.deepEqual(
    named.filter((name) => !onScreen.has(name)),
    [],
  );
});

test('what the guide quotes is said so on the screen', () => {
  const quoted = found(/"([^"]+)"/g);
  assert.ok(quoted.length > 3);
  assert.deepEqual(
    quoted.filter((said) => ![...onScreen].some((one) => one.includes(said))),
    [],
  );
});

test('every picture of the guide is there and small, and none is left over', () => {
  const shown = found(/!\[[^\]]+\]\(\.\.\/images\/user-management\/([^)]+)\)/g);
  assert.deepEqual(readdirSync(images).toSorted(), shown.toSorted());
  assert.deepEqual(
    shown.filter((name) => readFileSync(join(images, name)).length > 120_000),
    [],
  );
});

test('every link of the guide leads somewhere', () => {
  const anchors = new Set(
    found(/^#+ (.+)$/gm).map(
      (title) =>
        `#${title
          .toLowerCase()
          .replaceAll(/[^\w\s-]/g, '')
          .replaceAll(' ', '-')}`,
    ),
  );
  const links = found(/\]\(([^)]+)\)/g);
  assert.deepEqual(
    links.filter((link) => (link.startsWith('#') ? !anchors.has(link) : !existsSync(join(dirname(file), link)))),
    [],
  );
});

test('the guide says which roles hold the permissions that it names', () => {
  const told = new Map([...text.matchAll(/^\| ([^|*]+) \| [^|]+ \| ([^|*]+) \|$/gm)].map(([, label = '', roles = '']) => [label, roles]));
  const named = PERMISSIONS.filter((permission) => told.has(permissionMessages.permission(permission)));
  assert.ok(named.length >= 8);
  for (const permission of named) {
    const label = permissionMessages.permission(permission);
    const holders = BUILT_IN_ROLES.filter(({permissions}) => permissions.includes(permission)).map(({name}) => name);
    assert.equal(told.get(label), holders.join(', '), label);
  }
});
