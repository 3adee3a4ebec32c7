import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import type {Slurm} from '@tenantry/sdk/contract';
import type {Fetch} from '../providers/ask.ts';
import {slurm} from '../providers/slurm/index.ts';
import type {SlurmProvider} from '../providers/slurm/slurm-provider.ts';
import type {ProviderConfig} from '../providers/provider-config.ts';
import type {ResourceProvider, ResourceQuery} from '../resources/provider.ts';
import {TestClock, TestLogger} from './ports.ts';

/** One thing that slurmrestd tells, with any members. */
// biome-ignore lint/suspicious/noExplicitAny: what a recording holds is what a test is about
export type Recorded = Record<string, any>;

/** What slurmrestd 22.05 has once said. */
export const recorded = (name: 'nodes' | 'partitions' | 'jobs' | 'slurmdb-jobs' | 'bad-token'): Recorded =>
  JSON.parse(readFileSync(new URL(`../providers/slurm/recordings/${name}.json`, import.meta.url), 'utf8'));

/** When that was: a minute after the last of it. */
export const RECORDED_AT = new Date(1_795_298_873_000);

/** A slurmrestd that says what it is told to. */
export class TestSlurmrestd {
  token: string | undefined = 'eyJ.c2VjcmV0LXRva2Vu.x';
  readonly logger = new TestLogger();
  readonly clock = new TestClock();
  /** What it has been asked, in that order: paths with their queries. */
  readonly asked: string[] = [];
  readonly headers: Headers[] = [];
  version = 'v0.0.38';
  /** By path without the version: `slurm/nodes`. What is not here is answered by 404. */
  readonly answers = new Map<string, unknown>([
    ['slurm/ping', {errors: [], pings: []}],
    ['slurm/nodes', recorded('nodes')],
    ['slurm/partitions', recorded('partitions')],
    ['slurm/jobs', recorded('jobs')],
    ['slurmdb/jobs', recorded('slurmdb-jobs')],
  ]);

  constructor() {
    this.clock.advance({milliseconds: RECORDED_AT.getTime() - this.clock.now().getTime()});
  }

  /** A provider that asks it. */
  provider(config: Partial<ProviderConfig> = {}): SlurmProvider {
    const made = slurm(
      {
        type: 'slurm',
        name: 'hpc',
        url: 'https://slurm.example/rest',
        tokenEnv: 'SLURM_TOKEN',
        tenants: {acme: {accounts: ['tenant-a']}},
        options: {},
        ...config,
      },
      {secret: this.token, fetch: this.fetch as typeof fetch, now: this.clock.now, logger: this.logger},
    );
    return made as SlurmProvider;
  }

  readonly fetch: Fetch = async (url, {headers}) => {
    this.asked.push(`${url.pathname.replace('/rest/', '')}${url.search}`);
    this.headers.push(new Headers(headers));
    const [, api, version, name] = /^\/rest\/(\w+)\/([^/]+)\/(\w+)\/$/.exec(url.pathname) ?? [];
    const answer = version === this.version ? this.answers.get(`${api}/${name}`) : undefined;
    if (answer instanceof Response) {
      return answer.clone();
    }
    return answer === undefined ? new Response('Unable find requested URL.', {status: 404}) : Response.json(answer);
  };
}

const set = (number: number | null) => ({set: number !== null, infinite: false, number: number ?? 0});

/** The same as versions since 23.02 write it: lists of states, numbers that may be unset or infinite. */
export const inNewerShape = (slurmrestd: TestSlurmrestd): TestSlurmrestd => {
  const convert = (path: string, list: string, each: (fields: Recorded) => Recorded): void => {
    const answer = slurmrestd.answers.get(path) as Recorded;
    slurmrestd.answers.set(path, {...answer, warnings: [], [list]: answer[list].map((fields: Recorded) => ({...fields, ...each(fields)}))});
  };
  convert('slurm/nodes', 'nodes', ({state, state_flags: flags, cpu_load: load}) => ({
    state: [state.toUpperCase(), ...flags],
    state_flags: undefined,
    cpu_load: set(load === 4_294_967_294 ? null : load),
    free_mem: set(null),
  }));
  convert('slurm/partitions', 'partitions', ({state, allowed_accounts: allowed, denied_accounts: deny, nodes, total_nodes: total}) => ({
    state: undefined,
    allowed_accounts: undefined,
    denied_accounts: undefined,
    partition: {state: [state]},
    accounts: {allowed, deny},
    nodes: {configured: nodes, total, allowed_allocation: ''},
  }));
  convert('slurm/jobs', 'jobs', (job) => ({
    job_state: [job.job_state],
    cpus: set(job.cpus),
    tasks: set(job.tasks),
    node_count: set(job.node_count),
    submit_time: set(job.submit_time),
    start_time: set(job.start_time),
    end_time: set(job.end_time),
    array_task_id: set(job.array_task_id),
    exit_code: {
      status: [job.exit_code === 0 ? 'SUCCESS' : 'ERROR'],
      return_code: set(job.exit_code >> 8),
      signal: {id: set(null), name: ''},
    },
  }));
  convert('slurmdb/jobs', 'jobs', ({state}) => ({state: {current: [state.current], reason: state.reason}}));
  slurmrestd.version = 'v0.0.41';
  return slurmrestd;
};

/** A tenant that asks for all it has. */
export const ACME: ResourceQuery = {tenant: {id: 'ten_1', slug: 'acme'}, visible: 'all'};
/** Another. */
export const OTHER: ResourceQuery = {tenant: {id: 'ten_2', slug: 'other'}, visible: 'all'};

/** Nobody gives up. */
export const signal = (): AbortSignal => new AbortController().signal;

/** What a provider tells of Slurm. */
export const sectionOf = async (provider: ResourceProvider, query = ACME): Promise<Slurm> => {
  const {slurm} = (await provider.summary?.(query, signal())) ?? {};
  assert.ok(slurm && !(slurm instanceof Error));
  return slurm;
};

/** Changes what a slurmrestd tells of its things, one by one. */
export const change = (slurmrestd: TestSlurmrestd, path: string, each: (fields: Recorded) => Recorded): void => {
  const list = path.split('/')[1] ?? '';
  const answer = slurmrestd.answers.get(path) as Recorded;
  slurmrestd.answers.set(path, {...answer, [list]: answer[list].map((fields: Recorded) => ({...fields, ...each(fields)}))});
};
