import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, mkdtemp, readdir, rm, symlink, utimes, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import {after, before, test} from 'node:test';
import {FolderInUse, lockFolder} from './lock.ts';

// Takes the folder, says so, and holds it until it is told to let go; says whose it is when it cannot.
const HOLDER = `
  import {lockFolder} from ${JSON.stringify(new URL('lock.ts', import.meta.url).href)};
  try {
    const lock = await lockFolder(process.argv[1]);
    const alive = setInterval(() => {}, 1000);
    process.on('message', async (message) => {
      if (message === 'block') {
        process.send('blocking');
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10_000);
      }
      await lock.release();
      clearInterval(alive);
      process.disconnect();
    });
    process.send('held');
  } catch (error) {
    process.send({name: error.name, pid: error.pid, message: error.message});
    process.disconnect();
  }
`;

type Said = string | {name: string; pid: number | undefined; message: string};

let root: string;
const children = new Set<ChildProcess>();

before(async () => {
  root = await mkdtemp(join(tmpdir(), 'lock-'));
});
after(async () => {
  for (const child of children) {
    child.kill('SIGKILL');
  }
  await rm(root, {recursive: true, force: true});
});

const startHolder = async (folder: string): Promise<{child: ChildProcess; said: Said}> => {
  const child = spawn(process.execPath, ['--input-type=module', '-e', HOLDER, folder], {stdio: ['ignore', 'inherit', 'inherit', 'ipc']});
  children.add(child);
  const [said] = (await once(child, 'message')) as [Said];
  return {child, said};
};

const kill = async (child: ChildProcess): Promise<void> => {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
};

test('D8: a second process is refused at once and told who holds the folder', async () => {
  const folder = join(root, 'second');
  const {child, said} = await startHolder(folder);
  assert.equal(said, 'held');
  const before = performance.now();
  await assert.rejects(lockFolder(folder), (error: unknown) => {
    assert.ok(error instanceof FolderInUse);
    assert.ok(performance.now() - before < 1_000);
    assert.equal(error.pid, child.pid);
    assert.match(error.message, new RegExp(`in use by process ${child.pid}`));
    return true;
  });
  const other = await startHolder(folder);
  assert.deepEqual((other.said as {pid: number}).pid, child.pid);
  await kill(child);
});

test('D8: the same process is refused a second lock on the folder, by another path too', async () => {
  const folder = join(root, 'same');
  const lock = await lockFolder(folder);
  await assert.rejects(lockFolder(folder), FolderInUse);
  await assert.rejects(lockFolder(join(root, 'elsewhere', '..', 'same')), FolderInUse);
  await lock.release();
});

test('D8: after kill -9 the next process gets in at once, without help, whatever its pid has become', async () => {
  const folder = join(root, 'killed');
  for (let round = 0; round < 3; round++) {
    const {child, said} = await startHolder(folder);
    assert.equal(said, 'held', `round ${round}`);
    await kill(child);
  }
  const before = performance.now();
  const lock = await lockFolder(folder);
  assert.ok(performance.now() - before < 3_000);
  await lock.release();
});

test('D8: a folder that was let go leaves nothing behind and can be taken again', async () => {
  const inside = join(root, 'released');
  await mkdir(inside);
  const lock = await lockFolder(join(inside, 'data'));
  await lock.release();
  assert.deepEqual(await readdir(inside), []);
  await (await lockFolder(join(inside, 'data'))).release();
});

test('D8: what looks like a lock and is none is no hindrance, whoever has the pid that it names', async () => {
  const folder = join(root, 'forged');
  await writeFile(`${folder}.lock`, `${process.ppid}\n`);
  const before = performance.now();
  const lock = await lockFolder(folder);
  assert.ok(performance.now() - before < 1_000);
  await assert.rejects(lockFolder(folder), FolderInUse);
  await lock.release();
});

test('D8: a process that was killed in the midst of taking a lock is waited for less long than a restart may take', async () => {
  const [halfway, crowded] = [join(root, 'halfway'), join(root, 'crowded')];
  await Promise.all([mkdir(`${halfway}.lock.taking`), mkdir(`${crowded}.lock.taking`)]);
  // Others who are at it all the time are waited for as long, and then are others who have the folder.
  const others = setInterval(() => utimes(`${crowded}.lock.taking`, new Date(), new Date()), 500);
  const refused = assert.rejects(lockFolder(crowded), FolderInUse).finally(() => clearInterval(others));
  const before = performance.now();
  const lock = await lockFolder(halfway);
  assert.ok(performance.now() - before < 5_000);
  await lock.release();
  await refused;
});

test('D8: a folder is one folder by every path: relative ones, with spaces and other letters, and through links', async () => {
  const real = join(root, 'Größe 数据 and spaces');
  await mkdir(join(real, 'database'), {recursive: true});
  const spellings = [join(real, '.', 'database'), relative(process.cwd(), join(real, 'database')), join(real, 'x', '..', 'database')];
  if (process.platform !== 'win32') {
    await symlink(real, join(root, 'link to the parent'));
    await symlink(join(real, 'database'), join(root, 'link'));
    spellings.push(join(root, 'link to the parent', 'database'), join(root, 'link'));
  }
  const {child, said} = await startHolder(join(real, 'database'));
  assert.equal(said, 'held');
  for (const spelling of spellings) {
    await assert.rejects(lockFolder(spelling), FolderInUse, spelling);
  }
  await kill(child);
  for (const spelling of spellings) {
    const lock = await lockFolder(spelling);
    await assert.rejects(lockFolder(join(real, 'database')), FolderInUse, spelling);
    await lock.release();
  }
});

test('D8: a holder that is too busy to answer still holds, which is said within a second', async () => {
  const folder = join(root, 'busy');
  const {child} = await startHolder(folder);
  child.send('block');
  await once(child, 'message');
  const before = performance.now();
  await assert.rejects(lockFolder(folder), (error: unknown) => error instanceof FolderInUse && /another process/.test(error.message));
  assert.ok(performance.now() - before < 1_000);
  await kill(child);
});

test('D8: of many that find a dead process’s lock at the same moment exactly one gets in', async () => {
  const folder = join(root, 'crowd');
  const {child} = await startHolder(folder);
  await kill(child);
  const crowd = await Promise.all(Array.from({length: 4}, () => startHolder(folder)));
  assert.equal(crowd.filter(({said}) => said === 'held').length, 1);
  await Promise.all(crowd.filter(({said}) => said === 'held').map((winner) => kill(winner.child)));
});

test('D8: a folder whose path is longer than a socket’s may be is locked as well', {skip: process.platform === 'win32'}, async () => {
  const folder = join(root, 'a'.repeat(60), 'b'.repeat(60), 'data');
  const {child, said} = await startHolder(folder);
  assert.equal(said, 'held');
  await assert.rejects(lockFolder(folder), FolderInUse);
  await kill(child);
  await (await lockFolder(folder)).release();
});
