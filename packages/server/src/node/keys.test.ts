import assert from 'node:assert/strict';
import {mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {keyOfFolder, parseSecret, UnusableKeyFile} from './keys.ts';

let root: string;
before(async () => {
  root = await mkdtemp(join(tmpdir(), 'keys-'));
});
after(() => rm(root, {recursive: true, force: true}));

test('the key of a folder is made once, for its owner only, and found again', async () => {
  const folder = join(root, 'new');
  const made = await keyOfFolder(folder);
  assert.equal(made.length, 32);
  assert.deepEqual(await keyOfFolder(folder), made);
  assert.deepEqual(await readdir(folder), ['key']);
  if (process.platform !== 'win32') {
    assert.equal((await stat(join(folder, 'key'))).mode & 0o777, 0o600);
  }
  assert.notDeepEqual(await keyOfFolder(join(root, 'other')), made);
});

test('T15: a key file that is cut short, empty or scribbled over is refused, and never replaced', async () => {
  const folder = join(root, 'broken');
  await keyOfFolder(folder);
  const path = join(folder, 'key');
  const whole = await readFile(path, 'utf8');
  for (const damaged of [
    '',
    '\n',
    whole.slice(0, 20),
    whole.slice(0, 41),
    `${whole.slice(0, 20)}\u0000${whole.slice(21)}`,
    '\uFFFD'.repeat(43),
  ]) {
    await writeFile(path, damaged);
    await assert.rejects(keyOfFolder(folder), (error: unknown) => {
      assert.ok(error instanceof UnusableKeyFile);
      assert.ok(error.message.includes(path));
      assert.ok(damaged.length < 20 || !error.message.includes(damaged.slice(0, 20)));
      return true;
    });
    assert.equal(await readFile(path, 'utf8'), damaged);
  }
  assert.deepEqual(await readdir(folder), ['key']);
});

test('T15: what an end in the midst of making a key has left is no key, and the next start makes one', async () => {
  const folder = join(root, 'half');
  await mkdir(folder);
  await writeFile(join(folder, 'key.new'), 'half');
  const made = await keyOfFolder(folder);
  assert.deepEqual(await keyOfFolder(folder), made);
  assert.deepEqual(await readdir(folder), ['key']);
  if (process.platform !== 'win32') {
    assert.equal((await stat(join(folder, 'key'))).mode & 0o777, 0o600);
  }
});

test('a secret is read from base64, base64url or hexadecimal digits, of 256 bits at least', () => {
  const bytes = Uint8Array.from({length: 32}, (_, index) => index + 200);
  const buffer = Buffer.from(bytes);
  for (const text of [
    buffer.toString('base64'),
    ` ${buffer.toString('base64url')}\n`,
    buffer.toString('hex'),
    buffer.toString('hex').toUpperCase(),
  ]) {
    assert.deepEqual(parseSecret(text, 'TENANTRY_KEY'), bytes);
  }
  for (const text of ['', 'secret', buffer.subarray(1).toString('base64'), 'a password that is long enough but not base64 at all!']) {
    assert.throws(() => parseSecret(text, 'TENANTRY_KEY'), /^Error: TENANTRY_KEY must hold at least 32 random bytes/);
  }
});
