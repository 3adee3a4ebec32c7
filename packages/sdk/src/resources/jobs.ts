import {type Job, JobPage} from '../contract/jobs.ts';
import type {JOB_LIST} from '../contract/lists.ts';
import type {Page} from '../contract/page.ts';
import {path} from '../transport/path.ts';
import type {ListOptions} from '../transport/query.ts';
import type {Transport} from '../transport/transport.ts';
import {type Iteration, iteration} from './pages.ts';

export type JobListOptions = ListOptions<typeof JOB_LIST>;

/** The jobs of one tenant, as the schedulers tell of them. */
export class Jobs {
  readonly #transport: Transport;
  readonly #root: string;

  constructor(transport: Transport, tenant = 'self') {
    this.#transport = transport;
    this.#root = path`v1/tenants/${tenant}/jobs`;
  }

  /**
   * Fetches one page, what was submitted last first. Needs `jobs.read` for one's own, `resources.readAll` for those of all.
   * @throws {ApiError} `temporarily-unavailable` when no scheduler answers.
   */
  list(options: JobListOptions = {}): Promise<Page<Job>> {
    return this.#transport.list('jobs.list', this.#root, JobPage, options);
  }

  /** Walks every job, fetching further pages as they are needed. Needs what `list` needs. */
  iterate(options: JobListOptions = {}): Iteration<Job> {
    return iteration((cursor) => this.list({...options, cursor}), options.cursor);
  }
}
