import type {ResourceRef} from '@tenantry/sdk/contract';
import type {ProviderJob, ResourceProvider, ResourceQuery} from '../resources/provider.ts';

/** A scheduler whose jobs are what a test says, by the id of their tenant. */
export class TestScheduler implements ResourceProvider {
  readonly name: string;
  simulated = false;
  readonly jobsOf = new Map<string, ProviderJob[]>();
  readonly listOf = new Map<string, ResourceRef[]>();
  /** Answers in place of all that. */
  answer: ((query: ResourceQuery, signal: AbortSignal) => Promise<unknown>) | undefined;
  /** How often it was asked for jobs. */
  asked = 0;

  constructor(name = 'hpc') {
    this.name = name;
  }

  /** Adds a job. */
  add(tenantId: string, number: number | string, job: Partial<ProviderJob> = {}): ProviderJob {
    const added: ProviderJob = {
      id: `${this.name}/${number}`,
      cluster: this.name,
      name: `job ${number}`,
      state: 'running',
      rawState: ['RUNNING'],
      reason: null,
      owner: null,
      partition: 'gpu',
      gpus: 0,
      cpuCores: 1,
      submittedAt: '2026-03-02T08:00:00.000Z',
      startedAt: null,
      endedAt: null,
      exitCode: null,
      ...job,
    };
    this.jobsOf.set(tenantId, [...(this.jobsOf.get(tenantId) ?? []), added]);
    return added;
  }

  async jobs(query: ResourceQuery, signal: AbortSignal): Promise<readonly ProviderJob[]> {
    this.asked += 1;
    return this.answer ? ((await this.answer(query, signal)) as readonly ProviderJob[]) : (this.jobsOf.get(query.tenant.id) ?? []);
  }

  async list(query: ResourceQuery): Promise<readonly ResourceRef[]> {
    return this.listOf.get(query.tenant.id) ?? [];
  }

  async ownedBy(): Promise<readonly never[]> {
    return [];
  }
}
