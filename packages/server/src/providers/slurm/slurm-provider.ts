import type {ResourceRef} from '@tenantry/sdk/contract';
import type {AskingTenant, Overview, ProviderJob, ResourceProvider, ResourceQuery} from '../../resources/provider.ts';
import type {ProviderMeans} from '../provider-config.ts';
import {shared} from '../shared.ts';
import {Accounting} from './accounting.ts';
import {Notes} from '../notes.ts';
import {accountKey, readJob, readNode, readPartition, type SlurmJob} from './records.ts';
import {type Share, shareOf} from './share.ts';
import {Slurmrestd} from './slurmrestd.ts';
import {summarize} from './summary.ts';

export interface SlurmOptions {
  readonly name: string;
  readonly url: URL;
  readonly token: string | null;
  /** In whose name the token speaks, where it does not say so itself. */
  readonly user?: string | undefined;
  /** `v0.0.38` …; found out where it is left out. */
  readonly version?: string | undefined;
  /** The accounts of each tenant, by its slug. */
  readonly accounts: Readonly<Record<string, readonly string[]>>;
}

type SlurmMeans = Omit<ProviderMeans, 'secret'>;

/**
 * One Slurm cluster, by its slurmrestd. Any token lists everybody's jobs, so tenants are kept apart here: by the accounts that are named for
 * them. What several ask for at the same time is asked once.
 */
export class SlurmProvider implements ResourceProvider {
  readonly name: string;
  readonly sections = ['slurm'] as const;
  readonly #accounts: ReadonlyMap<string, readonly string[]>;
  readonly #now: () => Date;
  readonly #accounting: Accounting;
  readonly #nodes;
  readonly #partitions;
  readonly #jobs;

  constructor({name, url, token, user, version, accounts}: SlurmOptions, {fetch, now, logger}: SlurmMeans) {
    const api = new Slurmrestd({url, fetch, token, user, version});
    const notes = new Notes(name, logger);
    this.name = name;
    this.#now = now;
    this.#accounts = new Map(Object.entries(accounts).map(([slug, names]) => [slug, [...new Set(names.map(accountKey))]]));
    this.#accounting = new Accounting(api, [...new Set([...this.#accounts.values()].flat())], now);
    this.#nodes = shared(async (signal) => (await api.list('slurm', 'nodes', signal)).flatMap((node) => readNode(node, notes) ?? []));
    this.#partitions = shared(async (signal) =>
      (await api.list('slurm', 'partitions', signal)).map((partition) => readPartition(partition, notes)),
    );
    this.#jobs = shared(async (signal) => (await api.list('slurm', 'jobs', signal)).flatMap((job) => readJob(job, notes) ?? []));
  }

  serves(tenant: AskingTenant): boolean {
    return this.#accountsOf(tenant).length > 0;
  }

  async summary({tenant, visible}: ResourceQuery, signal: AbortSignal): Promise<Overview> {
    if (!this.serves(tenant)) {
      return {};
    }
    const [nodes, partitions, jobs, ended] = await Promise.all([
      this.#nodes(signal),
      this.#partitions(signal),
      this.#jobs(signal),
      this.#accounting.ended(signal),
    ]);
    return {slurm: summarize(this.name, {nodes, partitions, jobs, ended}, this.#shareOf(tenant, visible), this.#now())};
  }

  async list({tenant, visible}: ResourceQuery, signal: AbortSignal): Promise<readonly ResourceRef[]> {
    if (!this.serves(tenant)) {
      return [];
    }
    const share = this.#shareOf(tenant, visible);
    const partitions = (await this.#partitions(signal)).filter((partition) => share.hasPartition(partition));
    const isWhole = visible === 'all' || visible.some(({type, id}) => type === 'slurmCluster' && id === this.name);
    return [
      ...(isWhole ? [{type: 'slurmCluster', id: this.name, label: this.name}] : []),
      ...partitions.map(({name}) => ({type: 'slurmPartition', id: `${this.name}/${name}`, label: `${name} (${this.name})`})),
      ...share.accounts.map((account) => ({type: 'slurmAccount', id: `${this.name}/${account}`, label: `${account} (${this.name})`})),
    ];
  }

  async jobs({tenant, visible}: ResourceQuery, signal: AbortSignal): Promise<readonly ProviderJob[]> {
    if (!this.serves(tenant)) {
      return [];
    }
    const share = this.#shareOf(tenant, visible);
    return (await this.#jobs(signal)).filter((job) => share.hasJob(job)).map((job) => this.#toJob(job));
  }

  /** Nothing beside the jobs that it lists. */
  async ownedBy(): Promise<readonly never[]> {
    return [];
  }

  #accountsOf({slug}: AskingTenant): readonly string[] {
    return this.#accounts.get(slug) ?? [];
  }

  #shareOf(tenant: AskingTenant, visible: ResourceQuery['visible']): Share {
    return shareOf(this.name, this.#accountsOf(tenant), visible);
  }

  #toJob({number, cpus, name, state, rawState, reason, owner, partition, gpus, ...times}: SlurmJob): ProviderJob {
    const {submittedAt, startedAt, endedAt, exitCode} = times;
    return {
      id: `${this.name}/${number}`,
      cluster: this.name,
      name,
      state,
      rawState: [...rawState],
      reason,
      owner,
      partition,
      gpus,
      cpuCores: cpus,
      submittedAt,
      startedAt,
      endedAt,
      exitCode,
    };
  }
}
