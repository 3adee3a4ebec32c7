import {execFile} from 'node:child_process';
import {readFile} from 'node:fs/promises';
import {availableParallelism, freemem, hostname, loadavg, platform, totalmem} from 'node:os';

/** One GPU of this machine. */
export interface Gpu {
  readonly model: string;
  readonly isBusy: boolean;
}

/** What can be read of this machine. */
export interface Machine {
  readonly hostname: string;
  readonly cores: number;
  /** How many cores are at work, over the last minute; `null` where nobody counts that. */
  load(): number | null;
  /** Bytes. */
  memory(): Promise<{readonly total: number; readonly available: number}>;
  /** `null` where nobody knows. */
  gpus(signal: AbortSignal): Promise<readonly Gpu[] | null>;
}

/** `nvidia-smi` takes long on a machine whose driver is stuck. */
const GPU_MS = 2_000;
const MOST_OUTPUT = 1_048_576;

export const thisMachine = (): Machine => ({
  hostname: hostname(),
  cores: availableParallelism(),
  load: () => (platform() === 'win32' ? null : (loadavg()[0] ?? null)),
  memory: async () => ({total: totalmem(), available: (await availableMemory()) ?? freemem()}),
  gpus: async (signal) => {
    const [all, busy] = await Promise.all([
      run(['--query-gpu=uuid,name', '--format=csv,noheader'], signal),
      run(['--query-compute-apps=gpu_uuid', '--format=csv,noheader'], signal),
    ]);
    return all === undefined ? null : gpusOf(all, busy ?? '');
  },
});

/** Reads what `nvidia-smi` says of GPUs, and of those with work on them. */
export const gpusOf = (all: string, busy: string): readonly Gpu[] => {
  const atWork = new Set(busy.split('\n').map((line) => line.trim()));
  return all.split('\n').flatMap((line) => {
    const [, uuid = '', model = ''] = /^\s*(\S+)\s*,\s*(.+?)\s*$/.exec(line) ?? [];
    return model === '' ? [] : [{model: model.replace(/^NVIDIA /, ''), isBusy: atWork.has(uuid)}];
  });
};

/** What Linux would give away without swapping; what it calls free is hardly ever much. */
const availableMemory = async (): Promise<number | undefined> => {
  const [, kibibytes] = /^MemAvailable:\s+(\d+) kB$/m.exec(await readFile('/proc/meminfo', 'utf8').catch(() => '')) ?? [];
  return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
};

const run = (args: readonly string[], signal: AbortSignal): Promise<string | undefined> =>
  new Promise((resolve) => {
    execFile('nvidia-smi', args, {timeout: GPU_MS, maxBuffer: MOST_OUTPUT, killSignal: 'SIGKILL', signal}, (error, output) =>
      resolve(error ? undefined : output),
    );
  });
