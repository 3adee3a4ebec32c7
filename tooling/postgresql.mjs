// A throw-away PostgreSQL: found or installed, started in the temporary folder, deleted at the end.
// `node tooling/postgresql.mjs` prints its address and keeps it until Ctrl-C.
import {spawn, spawnSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {delimiter, join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {aptInstall, canInstall} from './debian.mjs';
import {Unavailable} from './unavailable.mjs';

const oldestVersion = 15;
const programs = ['initdb', 'postgres'];

/** Settings of a database whose contents nobody will miss: fast, quiet, reachable from this machine only. */
const settings = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  log_min_messages: 'log', // above `error`: refused statements are the tests' business
  timezone: 'UTC',
};

function folders() {
  const {PATH = ''} = process.env;
  const versioned = '/usr/lib/postgresql';
  const debian = existsSync(versioned) ? readdirSync(versioned).map((version) => join(versioned, version, 'bin')) : [];
  return [...PATH.split(delimiter), ...debian.toSorted().toReversed()];
}

function majorVersion(folder) {
  const {stdout} = spawnSync(join(folder, 'postgres'), ['--version'], {encoding: 'utf8'});
  return Number(/\(PostgreSQL\) (\d+)/.exec(stdout ?? '')?.[1] ?? 0);
}

const find = () =>
  folders().find((folder) => programs.every((program) => existsSync(join(folder, program))) && majorVersion(folder) >= oldestVersion);

/** Debian's package starts a cluster of its own when it is installed, unless it is told before. */
function install() {
  const settingsFolder = '/etc/postgresql-common/createcluster.d';
  const setting = join(settingsFolder, 'no-main-cluster.conf');
  mkdirSync(settingsFolder, {recursive: true});
  writeFileSync(setting, 'create_main_cluster = false\n');
  try {
    return aptInstall('postgresql');
  } finally {
    rmSync(setting);
  }
}

function findPostgresql() {
  let folder = find();
  if (!folder && canInstall() && install()) {
    folder = find();
  }
  if (!folder) {
    throw new Unavailable(
      `No PostgreSQL ${oldestVersion} or newer found`,
      'install it and put its programs (initdb, postgres) in PATH, or set TENANTRY_TEST_DATABASE_URL to a superuser of a running one',
    );
  }
  return folder;
}

/** PostgreSQL refuses to run as root: the ids of somebody else to run it as, or nothing when we are not root. */
function unprivileged() {
  if (process.getuid?.() !== 0) {
    return {};
  }
  const id = (flag, user) => spawnSync('id', [flag, user], {encoding: 'utf8'});
  const user = ['postgres', 'nobody'].find((name) => id('-u', name).status === 0);
  return {uid: Number(id('-u', user).stdout), gid: Number(id('-g', user).stdout)};
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const {port} = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

function initialise(programFolder, folder, password, identity) {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, password, {mode: 0o600});
  if (identity.uid !== undefined) {
    chownSync(folder, identity.uid, identity.gid);
    chownSync(passwordFile, identity.uid, identity.gid);
  }
  const locale = process.platform === 'linux' ? 'C.UTF-8' : 'en_US.UTF-8';
  const {status, stderr} = spawnSync(
    join(programFolder, 'initdb'),
    [
      `--pgdata=${join(folder, 'data')}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      `--locale=${locale}`,
      '--no-sync',
    ],
    {...identity, cwd: folder, encoding: 'utf8'},
  );
  if (status !== 0) {
    throw new Error(`initdb failed.\n${stderr}`);
  }
}

/** Starts the server and resolves when it accepts connections, or rejects with its last words. */
function launch(programFolder, folder, port, identity, more) {
  const options = Object.entries({...settings, ...more, port}).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(programFolder, 'postgres'), ['-D', join(folder, 'data'), ...options], {
    ...identity,
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let log = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      log = `${log}${text}`.slice(-4000);
      if (log.includes('ready to accept connections')) {
        resolve(child);
      }
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`PostgreSQL did not start.\n${log}`)));
  });
}

/**
 * Starts a cluster of its own on a free port.
 * @param {Record<string, string>} more Settings beside those of every throw-away cluster.
 * @returns {Promise<{url: string, stop: () => Promise<void>}>} The superuser's URL, and what stops and deletes the cluster.
 * @throws {Unavailable} When the machine has no PostgreSQL and none can be installed.
 */
export async function startPostgresql(more = {}) {
  const programFolder = findPostgresql();
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-postgresql-'));
  const remove = () => rmSync(folder, {recursive: true, force: true});
  const identity = unprivileged();
  const password = randomBytes(12).toString('hex');
  try {
    initialise(programFolder, folder, password, identity);
    const port = await freePort();
    const child = await launch(programFolder, folder, port, identity, more);
    // Without this, an exit of ours that nobody planned would leave the server behind.
    const emergency = () => child.kill('SIGQUIT');
    process.once('exit', emergency);
    return {
      url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
      stop: async () => {
        process.off('exit', emergency);
        if (child.exitCode === null && child.signalCode === null) {
          child.kill('SIGINT'); // “fast”: ends its sessions, then itself
          await once(child, 'exit');
        }
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const {url, stop} = await startPostgresql();
  process.stdout.write(`${url}\n`);
  await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
  await stop();
}
