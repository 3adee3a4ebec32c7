import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {chmod, mkdir, mkdtemp, rm, statfs, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {after, before, test} from 'node:test';
import {setTimeout as pause} from 'node:timers/promises';
import {check} from './check-census.ts';
import {Load} from './load.ts';
import {fill, install, Program} from './places.ts';

const COMMAND = join(import.meta.dirname, '../../../packages/server/src/node/bin.ts');

let root: string;
let disk: string;
const programs = new Set<Program>();

/** Puts a disk of a few megabytes there. Only an administrator of the machine may; where nobody is one, there is none. */
const makeDisk = (megabytes: number, how = ''): boolean =>
  process.platform === 'linux' && spawnSync('mount', ['-t', 'tmpfs', '-o', `${how}size=${megabytes}m`, 'none', disk]).status === 0;

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'crashes-disk-'));
  disk = join(root, 'disk');
  await mkdir(disk);
});
after(async () => {
  await Promise.all([...programs].map((program) => program.kill()));
  spawnSync('umount', [disk]);
  await rm(root, {recursive: true, force: true});
});

const run = (folder: string): Program => {
  const program = new Program(COMMAND, {TENANTRY_DATA_DIR: folder, PORT: '0'});
  programs.add(program);
  return program;
};

test('T15, D8: a folder that may not be written to is refused in a line', async () => {
  await chmod(disk, 0o555);
  // What an administrator may not write to is a disk that nobody may write to.
  if (process.getuid?.() === 0 && !makeDisk(1, 'ro,')) {
    return;
  }
  const program = run(disk);
  const code = await program.ended();
  spawnSync('umount', [disk]);
  await chmod(disk, 0o755);
  assert.equal(code, 1);
  assert.match(program.said, /^Not allowed: (?:EACCES|EROFS): .+\n$/);
});

test('T15: on a disk that becomes full nobody who was acknowledged is lost; who is not is told to come back; once there is room, all is well', async (t) => {
  if (!makeDisk(10)) {
    return;
  }
  const folder = join(disk, 'data');
  const first = run(folder);
  assert.equal(await first.ended(), 1);
  assert.equal(first.said, `The embedded database in ${join(folder, 'database')} does not start. The disk is full.\n`);

  assert.ok(makeDisk(120, 'remount,'));
  await rm(folder, {recursive: true});
  await fill(folder);
  const installation = await install({environment: {TENANTRY_DATA_DIR: folder}, remove: async () => {}});
  const server = await installation.start();
  programs.add(server.program);
  const path = `${installation.tenant.path}/users`;
  const token = await installation.tenant.administrator.token();
  const load = new Load({url: new URL(path, server.url), token, prefix: 'full'});
  await load.begun;
  const {bavail, bsize} = await statfs(disk);
  const ballast = join(disk, 'ballast');
  // The server writes meanwhile: there may be less room by now, and then the ballast has taken all of it.
  await writeFile(ballast, Buffer.alloc(bavail * bsize - 50_000)).catch((error: NodeJS.ErrnoException) =>
    assert.equal(error.code, 'ENOSPC'),
  );
  while (load.comeBacks < 50) {
    await pause(20);
  }
  assert.deepEqual([load.surprises, load.unanswered], [[], []]);
  await server.program.kill();
  await load.ended();
  await rm(ballast);

  const again = await installation.start();
  programs.add(again.program);
  check(await again.census(), load.acknowledged, load.unanswered);
  const more = new Load({url: new URL(path, again.url), token, prefix: 'more', parallel: 1});
  await more.begun;
  more.stop();
  await more.ended();
  assert.ok(more.acknowledged.size > 0);
  t.diagnostic(`${load.acknowledged.size} users before the disk was full`);
});
