import {createHash} from 'node:crypto';
import {mkdir, mkdtemp, realpath, rm, symlink} from 'node:fs/promises';
import {connect, createServer, type Server} from 'node:net';
import {tmpdir} from 'node:os';
import {basename, dirname, join, resolve} from 'node:path';
import {lock} from 'proper-lockfile';

/** Another process has the folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  /** The process that has it, when it said so. */
  readonly pid: number | undefined;

  constructor(folder: string, pid: number | undefined) {
    super(
      `The data folder ${folder} is in use by ${pid === undefined ? 'another process' : `process ${pid}`}. Only one may use it at a time.`,
    );
    this.pid = pid;
  }
}

export interface FolderLock {
  release(): Promise<void>;
}

/**
 * Takes a folder for this process alone (D8). What is held is a local socket beside the folder: the system closes it when the process
 * ends, however it ends, so nobody has to judge by a pid or a time whether the holder still lives.
 *
 * @throws {FolderInUse} At once, when another process has it.
 */
export const lockFolder = async (folder: string): Promise<FolderLock> => {
  const path = resolve(folder);
  await mkdir(dirname(path), {recursive: true});
  const canonical = await canonicalPath(path);
  // To see that a socket is a dead process's and to take it away is two steps; one process at a time may do them. Who was killed in
  // between is waited for no longer than a restart may take.
  const done = await lock(canonical, {
    lockfilePath: `${canonical}.lock.taking`,
    realpath: false,
    stale: 3_000,
    retries: {retries: 80, factor: 1, minTimeout: 50, maxTimeout: 50},
  }).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ELOCKED' ? new FolderInUse(path, undefined) : error;
  });
  try {
    return await take(await socketAddress(canonical), path);
  } finally {
    await done();
  }
};

/** The one name of a folder, however it is spelt and whichever links lead to it, before it is made as well. */
const canonicalPath = async (path: string): Promise<string> => {
  try {
    return await realpath(path);
  } catch {
    return join(await realpath(dirname(path)), basename(path));
  }
};

const take = async (address: Address, folder: string): Promise<FolderLock> => {
  let server = await hold(address.path);
  if (server === undefined) {
    const holder = await ask(address.path);
    if (holder.alive) {
      await address.forget();
      throw new FolderInUse(folder, holder.pid);
    }
    await rm(address.path, {force: true});
    server = await hold(address.path);
  }
  if (server === undefined) {
    await address.forget();
    throw new FolderInUse(folder, undefined);
  }
  const held = server;
  return {
    release: async () => {
      // Closing takes the socket's file away as well.
      await new Promise<void>((closed) => held.close(() => closed()));
      await address.forget();
    },
  };
};

/** Listens at the path, or answers `undefined` when something is there already. Tells whoever connects our pid. */
const hold = (path: string): Promise<Server | undefined> =>
  new Promise((held, failed) => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      socket.end(`${process.pid}\n`);
    });
    server.on('error', (error: NodeJS.ErrnoException) => (error.code === 'EADDRINUSE' ? held(undefined) : failed(error)));
    server.listen({path}, () => {
      // What keeps the process alive is its work, not its lock.
      server.unref();
      held(server);
    });
  });

/** How long a holder may take to say who it is: whoever is refused shall hear so within a second. */
const ANSWER_MS = 500;

/** Whether somebody listens at the path, and who. A holder too busy to answer is alive all the same. */
const ask = (path: string): Promise<{alive: boolean; pid?: number | undefined}> =>
  new Promise((answered) => {
    let said = '';
    const socket = connect({path});
    const finish = (alive: boolean): void => {
      const pid = Number.parseInt(said, 10);
      answered({alive, pid: Number.isNaN(pid) ? undefined : pid});
      socket.destroy();
    };
    socket.setEncoding('utf8').setTimeout(ANSWER_MS, () => finish(true));
    socket.on('data', (text) => {
      said += String(text);
    });
    socket.on('end', () => finish(true));
    socket.on('error', (error: NodeJS.ErrnoException) => finish(error.code !== 'ECONNREFUSED' && error.code !== 'ENOENT'));
  });

interface Address {
  readonly path: string;
  /** Takes away what was made to reach the path. */
  forget(): Promise<void>;
}

// The longest path that a socket may have on every system; Linux allows four more.
const LONGEST = 103;

const socketAddress = async (folder: string): Promise<Address> => {
  if (process.platform === 'win32') {
    const name = createHash('sha256').update(folder.toLowerCase()).digest('hex').slice(0, 32);
    return {path: `\\\\.\\pipe\\tenantry-${name}`, forget: async () => {}};
  }
  const path = `${folder}.lock`;
  if (Buffer.byteLength(path) <= LONGEST) {
    return {path, forget: async () => {}};
  }
  // A deep folder is reached by a short way that leads to the same place. Only its last name has to be short.
  const short = await mkdtemp(join(tmpdir(), 'tenantry-'));
  await symlink(dirname(folder), join(short, 'd'));
  return {path: join(short, 'd', basename(path)), forget: () => rm(short, {recursive: true, force: true})};
};
