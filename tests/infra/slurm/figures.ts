import {slurm} from './cluster.ts';

// What sinfo, squeue and scontrol say, in the members of the overview. It is read from what they print for people, so that nothing of how
// the provider reads the REST API can hide in it.

const NODE_STATES: Readonly<Record<string, string>> = {
  idle: 'idle',
  mixed: 'mixed',
  allocated: 'allocated',
  draining: 'draining',
  drained: 'drained',
  planned: 'reserved',
  reserved: 'reserved',
  down: 'down',
  maint: 'maintenance',
};

/** What the commands print at one time. */
export interface Snapshot {
  /** Of each node, once for each of its partitions. */
  readonly nodes: readonly (readonly string[])[];
  readonly partitions: readonly (readonly string[])[];
  readonly jobs: readonly (readonly string[])[];
  /** All that is known of each job, by number. */
  readonly details: ReadonlyMap<string, string>;
}

const rows = (...command: Parameters<typeof slurm>): string[][] =>
  slurm(...command)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('|'));

/** Runs sinfo, squeue and scontrol. */
export const takeSnapshot = (): Snapshot => ({
  nodes: rows('sinfo', '-h', '-N', '-o', '%R|%N|%T|%c|%m|%G'),
  partitions: rows('sinfo', '-h', '-o', '%R|%a'),
  jobs: rows('squeue', '-h', '-a', '-t', 'all', '-o', '%a|%A|%T|%r|%P|%C|%u|%j'),
  details: new Map(
    slurm('scontrol', '-a', '-d', '-o', 'show', 'jobs')
      .split('\n')
      .map((line) => [/^JobId=(\d+)/.exec(line)?.[1] ?? '', line]),
  ),
});

/** What sinfo says of the nodes of some partitions, each once. */
const nodesOf = ({nodes}: Snapshot, partitions: readonly string[]) => {
  const byName = new Map(nodes.filter(([partition = '']) => partitions.includes(partition)).map((row) => [row[1], row]));
  return [...byName.values()].map(([, name = '', state = '', cpus, memory, gres = '']) => ({
    name,
    // A star: it does not respond.
    state: state.endsWith('*') ? 'down' : (NODE_STATES[state.replace(/[~#!%$@^+-]$/, '')] ?? state),
    cpus: Number(cpus),
    memoryMiB: Number(memory),
    gpus: /^gpu:(\w+):(\d+)/.exec(gres)?.slice(1) ?? [],
  }));
};

/** What squeue says of the jobs of an account. */
const jobsOf = ({jobs}: Snapshot, account: string) =>
  jobs
    .filter(([of]) => of === account)
    .map(([, number = '', state = '', reason = '', partition = '', cpus, user = '', name = '']) => ({
      number,
      state,
      reason,
      partition,
      cpus: Number(cpus),
      user,
      name,
    }));

const countBy = (values: readonly string[]): Record<string, number> =>
  Object.fromEntries([...new Set(values)].toSorted().map((value) => [value, values.filter((one) => one === value).length]));

const sum = (numbers: readonly number[]): number => numbers.reduce((all, number) => all + number, 0);

const HOLDING = ['RUNNING', 'COMPLETING', 'SUSPENDED'];

const allocated = (line: string): {readonly memoryMiB: number; readonly gpus: readonly (readonly [string, number])[]} => ({
  memoryMiB: sum([...line.matchAll(/ Nodes=\S+ CPU_IDs=\S+ Mem=(\d+)/g)].map(([, memory]) => Number(memory))),
  gpus: [...line.matchAll(/ GRES=gpu:(\w+):(\d+)/g)].map(([, model = '', count]) => [model, Number(count)] as const),
});

const gibibytes = (mebibytes: number): number => Math.round((mebibytes / 1024) * 100) / 100;

/** What the card should say to a tenant with this account, which may use these partitions. */
export const figuresOf = (snapshot: Snapshot, account: string, partitions: readonly string[]) => {
  const nodes = nodesOf(snapshot, partitions);
  const jobs = jobsOf(snapshot, account);
  const count = (state: string, partition?: string): number =>
    jobs.filter((job) => job.state === state && (partition === undefined || job.partition === partition)).length;
  const given = jobs.filter(({state}) => HOLDING.includes(state)).map(({number}) => allocated(snapshot.details.get(number) ?? ''));
  const gpusInUse = given.flatMap(({gpus}) => gpus);
  const models = [...new Set(nodes.flatMap(({gpus}) => gpus[0] ?? []))].toSorted();
  const reasons = countBy(jobs.filter(({state, reason}) => state === 'PENDING' && reason !== 'None').map(({reason}) => reason));
  return {
    partitions: partitions
      .map((name) => ({
        name,
        state: snapshot.partitions.find(([one]) => one === name)?.[1] ?? '',
        nodes: nodesOf(snapshot, [name]).length,
        pendingJobs: count('PENDING', name),
        runningJobs: count('RUNNING', name),
      }))
      .toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    nodes: {total: nodes.length, byState: countBy(nodes.map(({state}) => state))},
    jobs: {
      pending: count('PENDING'),
      running: count('RUNNING'),
      suspended: count('SUSPENDED'),
      completing: count('COMPLETING'),
      last24h: null,
      pendingReasons: Object.entries(reasons).map(([reason, times]) => ({reason, count: times})),
    },
    capacity: {
      gpus: {
        total: sum(nodes.map(({gpus}) => Number(gpus[1] ?? 0))),
        inUse: sum(gpusInUse.map(([, times]) => times)),
        byModel: models.map((model) => ({
          model,
          total: sum(nodes.filter(({gpus}) => gpus[0] === model).map(({gpus}) => Number(gpus[1]))),
          inUse: sum(gpusInUse.filter(([one]) => one === model).map(([, times]) => times)),
          mig: [],
        })),
      },
      cpuCores: {
        total: sum(nodes.map(({cpus}) => cpus)),
        inUse: sum(jobs.filter(({state}) => state === 'RUNNING' || state === 'COMPLETING').map(({cpus}) => cpus)),
      },
      memoryGiB: {
        total: gibibytes(sum(nodes.map(({memoryMiB}) => memoryMiB))),
        inUse: gibibytes(sum(given.map(({memoryMiB}) => memoryMiB))),
      },
    },
  };
};

const JOB_STATES: Readonly<Record<string, string>> = {
  PENDING: 'pending',
  RUNNING: 'running',
  SUSPENDED: 'suspended',
  COMPLETING: 'completing',
  COMPLETED: 'completed',
  FAILED: 'failed',
  CANCELLED: 'cancelled',
  TIMEOUT: 'timedOut',
};

const ENDED = ['COMPLETED', 'FAILED', 'CANCELLED', 'TIMEOUT'];

/** What the list of jobs should say of an account, by number. */
export const jobRowsOf = (snapshot: Snapshot, account: string) =>
  jobsOf(snapshot, account)
    .map(({number, state, partition, user, name, reason}) => {
      const line = snapshot.details.get(number) ?? '';
      const member = (wanted: string): string => new RegExp(` ${wanted}=(\\S+)`).exec(line)?.[1] ?? '';
      const time = (wanted: string): string | null => (/^\d/.test(member(wanted)) ? `${member(wanted)}.000Z` : null);
      const hasStarted = state !== 'PENDING' && !['', '(null)'].includes(member('NodeList'));
      const [exitCode, exitSignal] = member('ExitCode').split(':');
      return {
        number: Number(number),
        name,
        state: JOB_STATES[state] ?? state,
        partition,
        user,
        reason: reason === 'None' ? null : reason,
        submittedAt: time('SubmitTime'),
        startedAt: hasStarted ? time('StartTime') : null,
        endedAt: ENDED.includes(state) ? time('EndTime') : null,
        exitCode: ENDED.includes(state) && hasStarted && exitSignal === '0' ? Number(exitCode) : null,
      };
    })
    .toSorted((one, other) => one.number - other.number);
