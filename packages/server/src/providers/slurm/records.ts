import {addGpus, countGpus, type Gpus, readGres, readTres} from './gpus.ts';
import type {Notes} from '../notes.ts';
import {type Fields, read, readCount, readNames, readText, readTime, readWords} from './shapes.ts';
import {
  holds,
  isUnfinished,
  type JobState,
  jobStateOf,
  type NodeState,
  nodeStateOf,
  type PartitionState,
  partitionStateOf,
} from './states.ts';

// Nodes, partitions and jobs as slurmrestd tells of them, in either shape, and what we read out of that.

export interface Node {
  readonly state: NodeState;
  readonly partitions: readonly string[];
  readonly cpus: number | null;
  readonly memoryMiB: number | null;
  readonly gpus: Gpus;
}

export interface Partition {
  readonly name: string;
  readonly state: PartitionState;
  /** The accounts whose jobs it takes; empty for all that are not denied. */
  readonly allowed: readonly string[];
  readonly denied: readonly string[];
}

export interface SlurmJob {
  readonly number: number;
  readonly name: string;
  readonly account: string | null;
  readonly owner: string | null;
  readonly state: JobState;
  readonly rawState: readonly string[];
  readonly reason: string | null;
  readonly partition: string | null;
  readonly cpus: number | null;
  /** What it has been given, while it has that. */
  readonly held: {readonly cpus: number | null; readonly memoryMiB: number | null; readonly gpus: Gpus} | null;
  readonly gpus: number | null;
  readonly submittedAt: string | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly exitCode: number | null;
}

/** A job as the accounting remembers it. */
export interface EndedJob {
  readonly account: string | null;
  readonly state: JobState;
  readonly endedAt: string | null;
}

/** A node; `null` for one that is only planned. */
export const readNode = (fields: Fields, notes: Notes): Node | null => {
  const words = [...readWords(fields.state), ...readWords(fields.state_flags)];
  const state = nodeStateOf(words);
  if (state === null) {
    return null;
  }
  if (state === 'unknown') {
    notes.unknown('node.state', words.join('+'));
  }
  const gpus = readGres(fields.gres);
  return {
    state,
    partitions: readNames(fields.partitions),
    cpus: readCount(fields.cpus, (value) => notes.unknown('node.cpus', value)),
    memoryMiB: readCount(fields.real_memory, (value) => notes.unknown('node.real_memory', value)),
    gpus: gpus.size > 0 ? gpus : (readTres(fields.tres)?.gpus ?? gpus),
  };
};

export const readPartition = (fields: Fields, notes: Notes): Partition => {
  const words = readWords(read(fields, 'partition', 'state') ?? fields.state);
  const state = partitionStateOf(words);
  if (state === 'unknown') {
    notes.unknown('partition.state', words.join('+'));
  }
  return {
    name: readText(fields.name) ?? '',
    state,
    allowed: readNames(read(fields, 'accounts', 'allowed') ?? fields.allowed_accounts).map(accountKey),
    denied: readNames(read(fields, 'accounts', 'deny') ?? fields.denied_accounts).map(accountKey),
  };
};

/** A job; `null` for one without a number. */
export const readJob = (fields: Fields, notes: Notes): SlurmJob | null => {
  const number = readCount(fields.job_id);
  if (number === null) {
    return null;
  }
  const rawState = readWords(fields.job_state);
  const state = jobStateOf(rawState);
  if (state === 'unknown') {
    notes.unknown('job.state', rawState.join('+'));
  }
  const isOver = !isUnfinished(state);
  const reason = readText(fields.state_reason);
  const cpus = readCount(fields.cpus, (value) => notes.unknown('job.cpus', value));
  // Before it starts, the scheduler tells when it thinks to start it; one that never started has no nodes.
  const hasStarted = state !== 'pending' && readText(fields.nodes) !== null;
  return {
    number,
    name: readText(fields.name) ?? '',
    account: accountOf(fields.account),
    owner: readText(fields.user_name),
    state,
    rawState,
    reason: reason === 'None' ? null : reason,
    partition: readText(fields.partition),
    cpus,
    held: holds(state) ? heldBy(fields, state === 'suspended' ? 0 : cpus) : null,
    gpus: gpusOf(fields),
    submittedAt: readTime(fields.submit_time),
    startedAt: hasStarted ? readTime(fields.start_time) : null,
    endedAt: isOver ? readTime(fields.end_time) : null,
    exitCode: isOver && hasStarted ? exitCodeOf(fields.exit_code) : null,
  };
};

export const readEndedJob = (fields: Fields): EndedJob => ({
  account: accountOf(fields.account),
  state: jobStateOf(readWords(read(fields, 'state', 'current'))),
  endedAt: readTime(read(fields, 'time', 'end')),
});

/** Slurm keeps the names of accounts in lower case. */
export const accountKey = (account: string): string => account.toLowerCase();

const accountOf = (value: unknown): string | null => {
  const account = readText(value);
  return account === null ? null : accountKey(account);
};

/** @param cpus A job that is suspended leaves these to others, and keeps the rest. */
const heldBy = (fields: Fields, cpus: number | null): NonNullable<SlurmJob['held']> => {
  const tres = readTres(fields.tres_alloc_str);
  const detail = allocatedGpus(fields);
  return {cpus, memoryMiB: tres?.memoryMiB ?? null, gpus: detail.size > 0 ? detail : (tres?.gpus ?? detail)};
};

/** The GPUs of each of its nodes, with their types where it asked for none. */
const allocatedGpus = ({gres_detail: detail}: Fields): Gpus => addGpus((Array.isArray(detail) ? detail : [detail]).map(readGres));

/** How many GPUs it has, or asks for. */
const gpusOf = (fields: Fields): number | null => {
  const known = [
    allocatedGpus(fields),
    readTres(fields.tres_alloc_str)?.gpus,
    readTres(fields.tres_req_str)?.gpus,
    readGres(fields.tres_per_job),
  ].find((gpus) => gpus !== undefined && gpus.size > 0);
  if (known) {
    return countGpus(known);
  }
  for (const [each, times] of [
    [fields.tres_per_node, fields.node_count],
    [fields.tres_per_task, fields.tasks],
  ]) {
    const gpus = countGpus(readGres(each));
    if (gpus > 0) {
      const count = readCount(times);
      return count === null ? null : gpus * count;
    }
  }
  return 0;
};

/** In 22.05 the status that the system gives, since then the code itself. A job that a signal has ended has none. */
const exitCodeOf = (value: unknown): number | null => {
  if (typeof value !== 'object') {
    const status = readCount(value);
    return status === null || (status & 0x7f) !== 0 ? null : (status >> 8) & 0xff;
  }
  const fields = value as Fields | null;
  const signal = readCount(fields && read(fields, 'signal', 'id')) ?? readCount(fields && read(fields, 'signal', 'signal_id')) ?? 0;
  return signal > 0 || fields === null ? null : readCount(fields.return_code);
};
