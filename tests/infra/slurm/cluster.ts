import type {ChildProcess} from 'node:child_process';
import {setTimeout as pause} from 'node:timers/promises';

interface Tooling {
  readonly slurmCommand: (folder: string, program: string, ...args: readonly string[]) => string;
  readonly startSlurmrestd: (folder: string, port: number) => Promise<ChildProcess>;
  readonly end: (child: ChildProcess) => Promise<void>;
}

const {slurmCommand, startSlurmrestd, end} = (await import(new URL('../../../tooling/slurm.mjs', import.meta.url).href)) as Tooling;

const {TENANTRY_TEST_SLURM: folder = '', TENANTRY_TEST_SLURM_PORT: port = '0'} = process.env;

/** Who asks for the server. It may read what everybody may. */
const READER = 'daemon';

let rest: ChildProcess | undefined;

/** The address of the cluster's REST API. */
export const url = `http://127.0.0.1:${port}`;

/** Runs one of Slurm's commands. */
export const slurm = (program: string, ...args: readonly string[]): string => slurmCommand(folder, program, ...args);

/** Starts the cluster's REST API. */
export const startRest = async (): Promise<void> => {
  rest = await startSlurmrestd(folder, Number(port));
};

/** Ends it in the midst of whatever it does. */
export const killRest = async (): Promise<void> => {
  if (rest) {
    await end(rest);
    rest = undefined;
  }
};

/** A token as a site gives it to us. */
export const tokenOf = (user = READER): string => slurm('scontrol', 'token', `username=${user}`, 'lifespan=600').replace('SLURM_JWT=', '');

export interface Submission {
  /** A user of this machine: jobs run as somebody. */
  readonly user: string;
  readonly account: 'alpha' | 'beta';
  readonly name: string;
  readonly partition: 'gpu' | 'cpu';
  readonly more?: readonly string[];
  /** What it does. Default: nothing, for long. */
  readonly script?: string;
}

/** Submits a job; answers its number. */
export const submit = ({user, account, name, partition, more = [], script = 'sleep 600'}: Submission): string =>
  slurm(
    'sbatch',
    '--parsable',
    `--uid=${user}`,
    `--account=${account}`,
    `--job-name=${name}`,
    `--partition=${partition}`,
    '--output=/dev/null',
    ...more,
    `--wrap=${script}`,
  );

/** Tries again and again, since a cluster takes its time, until what is asserted holds. */
export const eventually = async (assertion: () => Promise<void>): Promise<void> => {
  const tries = 60;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await assertion();
    } catch (error) {
      if (attempt === tries) {
        throw error;
      }
      await pause(250);
    }
  }
};
