// A throw-away Slurm: found or installed, started in the temporary folder with six emulated nodes, deleted at the end.
// `node tooling/slurm.mjs` prints its folder and keeps it until Ctrl-C.
import {spawn, spawnSync} from 'node:child_process';
import {randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import {createServer} from 'node:net';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {pathToFileURL} from 'node:url';
import {aptInstall, canInstall} from './debian.mjs';
import {Unavailable} from './unavailable.mjs';

const programs = ['munged', 'slurmctld', 'slurmd', 'slurmrestd', 'sbatch', 'scontrol'];
const packages = ['slurmctld', 'slurmd', 'slurm-client', 'slurmrestd', 'munge', 'slurm-wlm-basic-plugins', 'slurm-wlm-jwt-plugin'];
const places = ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin'];

/** Nodes with a daemon of their own. Their hardware is what the configuration says. */
const nodes = ['gpu01', 'gpu02', 'cpu01', 'cpu02', 'beta01'];
/** slurmrestd refuses to run as root. */
const restUser = 'daemon';
const patience = 15_000; // ms

const find = (program) => places.map((place) => join(place, program)).find((path) => existsSync(path));
const isThere = () => programs.every((program) => find(program));

function findSlurm() {
  if (process.getuid?.() !== 0) {
    throw new Unavailable('A Slurm of our own runs jobs of several users', 'run this part as root');
  }
  if (!isThere() && !(canInstall() && aptInstall(...packages) && isThere())) {
    throw new Unavailable('No Slurm found', `install ${packages.join(', ')}`);
  }
}

async function freePorts(count) {
  const servers = Array.from({length: count}, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(
    servers.map((server) => {
      server.close();
      return once(server, 'close');
    }),
  );
  return ports;
}

/** Two accounts share the partitions `gpu` and `cpu`, and each has one of its own. `gpu03` has no daemon and is down, `spare01` is only planned. */
function configure(folder, [controllerPort, ...nodePorts]) {
  const at = (...parts) => join(folder, ...parts);
  const ports = Object.fromEntries(nodes.map((name, index) => [name, nodePorts[index]]));
  const host = hostname().split('.')[0];
  const node = (name, hardware) => `NodeName=${name} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${ports[name] ?? 1} ${hardware}`;
  const gpuServer = 'CPUs=64 Boards=1 SocketsPerBoard=2 CoresPerSocket=32 ThreadsPerCore=1 RealMemory=512000';
  const cpuServer = 'CPUs=32 Boards=1 SocketsPerBoard=1 CoresPerSocket=32 ThreadsPerCore=1 RealMemory=128000';
  const settings = {
    ClusterName: 'test',
    SlurmctldHost: `${host}(127.0.0.1)`,
    SlurmctldPort: controllerPort,
    SlurmUser: 'root',
    SlurmdUser: 'root',
    AuthType: 'auth/munge',
    AuthInfo: `socket=${at('munge.sock')}`,
    CredType: 'cred/munge',
    AuthAltTypes: 'auth/jwt',
    AuthAltParameters: `jwt_key=${at('jwt.key')}`,
    CommunicationParameters: 'NoAddrCache',
    SlurmctldPidFile: at('slurmctld.pid'),
    SlurmdPidFile: at('slurmd-%n.pid'),
    SlurmdSpoolDir: at('spool', '%n'),
    StateSaveLocation: at('state'),
    ProctrackType: 'proctrack/linuxproc',
    TaskPlugin: 'task/none',
    JobAcctGatherType: 'jobacct_gather/none',
    SwitchType: 'switch/none',
    MpiDefault: 'none',
    ReturnToService: 1,
    SchedulerType: 'sched/backfill',
    SchedulerParameters: 'bf_interval=1,sched_interval=1,batch_sched_delay=0',
    SelectType: 'select/cons_tres',
    SelectTypeParameters: 'CR_Core_Memory',
    SlurmdParameters: 'config_overrides',
    SlurmctldTimeout: 60,
    SlurmdTimeout: 60,
    KillWait: 2,
    MinJobAge: 3600,
    GresTypes: 'gpu',
    DefMemPerCPU: 1000,
    AccountingStorageType: 'accounting_storage/none',
  };
  writeFileSync(
    at('slurm.conf'),
    [
      ...Object.entries(settings).map(([name, value]) => `${name}=${value}`),
      node('gpu01', `${gpuServer} Gres=gpu:h200:8`),
      node('gpu02', `${gpuServer} Gres=gpu:h200:8`),
      node('gpu03', `${gpuServer} Gres=gpu:a100:4 State=DOWN Reason="PSU replaced"`),
      node('cpu01', cpuServer),
      node('cpu02', cpuServer),
      node('beta01', cpuServer),
      node('spare01', `${cpuServer} State=FUTURE`),
      'PartitionName=gpu Nodes=gpu[01-03] MaxTime=2-00:00:00 DefaultTime=01:00:00 State=UP',
      'PartitionName=cpu Nodes=cpu[01-02],spare01 Default=YES MaxTime=7-00:00:00 State=UP',
      'PartitionName=alpha Nodes=cpu01 AllowAccounts=alpha State=UP',
      'PartitionName=beta Nodes=beta01 AllowAccounts=beta State=UP',
      '',
    ].join('\n'),
  );
  // Plain files stand in for the devices of GPUs.
  mkdirSync(at('dev'));
  for (let gpu = 0; gpu < 8; gpu += 1) {
    writeFileSync(at('dev', `gpu${gpu}`), '');
  }
  writeFileSync(
    at('gres.conf'),
    [
      'AutoDetect=off',
      `NodeName=gpu[01-02] Name=gpu Type=h200 Count=8 File=${at('dev', 'gpu[0-7]')}`,
      `NodeName=gpu03 Name=gpu Type=a100 Count=4 File=${at('dev', 'gpu[0-3]')}`,
      '',
    ].join('\n'),
  );
  writeFileSync(at('cgroup.conf'), 'CgroupPlugin=cgroup/v1\nCgroupAutomount=no\n');
  writeFileSync(at('munge.key'), randomBytes(128), {mode: 0o600});
  writeFileSync(at('jwt.key'), randomBytes(32), {mode: 0o600});
  mkdirSync(at('state'));
  nodes.forEach((name) => mkdirSync(at('spool', name), {recursive: true}));
}

/** `TENANTRY_SLURM` marks what descends from us. */
const environmentOf = (folder) => ({...process.env, SLURM_CONF: join(folder, 'slurm.conf'), TENANTRY_SLURM: folder});

/** Starts a daemon in the foreground of its own; what it says goes to a file. */
function launch(folder, program, args, {env = {}, ...options} = {}) {
  const log = openSync(join(folder, `${program}.log`), 'a');
  const child = spawn(find(program), args, {
    env: {...environmentOf(folder), ...env},
    cwd: '/tmp',
    stdio: ['ignore', log, log],
    ...options,
  });
  closeSync(log);
  return child;
}

async function until(what, isSo) {
  const deadline = performance.now() + patience;
  while (!(await isSo())) {
    if (performance.now() > deadline) {
      throw new Error(`Slurm: ${what} took more than ${patience / 1000} s`);
    }
    await pause(50);
  }
}

/** Runs one of Slurm's commands against the cluster in a folder; answers what it prints. Times are in UTC. */
export function slurmCommand(folder, program, ...args) {
  const {status, stdout, stderr} = spawnSync(find(program), args, {
    env: {...environmentOf(folder), TZ: 'UTC'},
    cwd: '/tmp',
    encoding: 'utf8',
  });
  if (status !== 0) {
    throw new Error(`${program} ${args.join(' ')}: ${stderr}`);
  }
  return stdout.trim();
}

const idOf = (flag, user) => Number(spawnSync('id', [flag, user], {encoding: 'utf8'}).stdout);

/**
 * Starts the REST API of a cluster on its port, not as root.
 * @returns {Promise<import('node:child_process').ChildProcess>} It answers, and says so by a 401.
 */
export async function startSlurmrestd(folder, port) {
  const child = launch(
    folder,
    'slurmrestd',
    ['-f', join(folder, 'slurm.conf'), '-a', 'rest_auth/jwt', '-s', 'openapi/v0.0.38', `127.0.0.1:${port}`],
    {
      env: {SLURM_JWT: 'daemon'},
      uid: idOf('-u', restUser),
      gid: idOf('-g', restUser),
    },
  );
  await until('the start of slurmrestd', () =>
    fetch(`http://127.0.0.1:${port}/slurm/v0.0.38/ping`).then(
      async (response) => {
        await response.body?.cancel();
        return response.status === 401;
      },
      () => false,
    ),
  );
  return child;
}

/** Nothing of it will be missed, so nobody waits for it to tidy up. */
export async function end(child) {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }
}

/** What daemons may have left behind, by the mark in their environment: jobs, and who watches over them. */
function leftovers(folder) {
  const mark = `TENANTRY_SLURM=${folder}`;
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark);
      } catch {
        return false; // it has ended
      }
    });
}

function killLeftovers(folder) {
  const found = leftovers(folder);
  for (const pid of found) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended meanwhile.
    }
  }
  return found.length;
}

/**
 * Starts a cluster of its own on free ports.
 * @returns {Promise<{folder: string, port: number, stop: () => Promise<void>}>} Where its configuration is, the port for its REST API, and
 *   what stops and deletes it all.
 * @throws {Unavailable} When the machine has no Slurm and none can be installed.
 */
export async function startSlurm() {
  findSlurm();
  const folder = mkdtempSync(join(tmpdir(), 'tenantry-slurm-'));
  const daemons = [];
  const emergency = () => {
    daemons.forEach((child) => child.kill('SIGKILL'));
    killLeftovers(folder);
  };
  const stop = async () => {
    process.off('exit', emergency);
    await Promise.all(daemons.map(end));
    await until('its end', () => killLeftovers(folder) === 0);
    rmSync(folder, {recursive: true, force: true});
  };
  process.once('exit', emergency);
  try {
    chmodSync(folder, 0o755);
    const [port, ...ports] = await freePorts(2 + nodes.length);
    configure(folder, ports);
    daemons.push(
      launch(folder, 'munged', [
        '--foreground',
        '--force',
        `--key-file=${join(folder, 'munge.key')}`,
        `--socket=${join(folder, 'munge.sock')}`,
        `--pid-file=${join(folder, 'munged.pid')}`,
        `--log-file=${join(folder, 'munged.log')}`,
        `--seed-file=${join(folder, 'munged.seed')}`,
      ]),
    );
    await until('the start of munged', () => existsSync(join(folder, 'munge.sock')));
    daemons.push(launch(folder, 'slurmctld', ['-D', '-f', join(folder, 'slurm.conf')]));
    daemons.push(...nodes.map((name) => launch(folder, 'slurmd', ['-D', '-f', join(folder, 'slurm.conf'), '-N', name])));
    await until('the start of its nodes', () => {
      const {stdout} = spawnSync(find('sinfo'), ['-h', '-N', '-n', nodes.join(','), '-o', '%t'], {
        env: environmentOf(folder),
        encoding: 'utf8',
      });
      const states = stdout.trim().split('\n');
      return states.length >= nodes.length && states.every((state) => state === 'idle');
    });
    return {folder, port, stop};
  } catch (error) {
    const log = existsSync(join(folder, 'slurmctld.log')) ? readFileSync(join(folder, 'slurmctld.log'), 'utf8').slice(-4000) : '';
    await stop();
    throw new Error(`${error.message}\n${log}`, {cause: error});
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const {folder, port, stop} = await startSlurm();
  const rest = await startSlurmrestd(folder, port);
  process.stdout.write(`SLURM_CONF=${folder}/slurm.conf http://127.0.0.1:${port}\n`);
  await Promise.race(['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => once(process, signal)));
  await end(rest);
  await stop();
}
