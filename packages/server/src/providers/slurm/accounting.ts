import {shared} from '../shared.ts';
import {type EndedJob, readEndedJob} from './records.ts';
import type {Slurmrestd} from './slurmrestd.ts';

/** What ended a day ago is still wanted; and clusters have clocks of their own: the API takes their local time only. */
const BACK_MS = 36 * 3_600_000;
/** Of the three seconds that the rest has. */
const LIMIT_MS = 2_000;
const FRESH_MS = 60_000;
const KEPT_MS = 300_000;

/** What the accounting database knows of the jobs that have ended. It is slow, and often not there: it is asked once a minute, and holds up nothing. */
export class Accounting {
  readonly #api: Slurmrestd;
  readonly #now: () => Date;
  readonly #accounts: string;
  #known: {readonly at: number; readonly jobs: readonly EndedJob[]} | undefined;
  readonly #ask = shared((signal) => this.#refresh(signal));
  #askedAt = Number.NEGATIVE_INFINITY;

  constructor(api: Slurmrestd, accounts: readonly string[], now: () => Date) {
    this.#api = api;
    this.#accounts = accounts.join(',');
    this.#now = now;
  }

  /** The jobs that have ended in the last day and some before; `null` where nobody knows. */
  async ended(signal: AbortSignal): Promise<readonly EndedJob[] | null> {
    const at = this.#now().getTime();
    if (at - this.#askedAt >= FRESH_MS) {
      // No accounting, no right to read it, or none right now: the numbers are not known, and nothing else is the worse for it.
      await this.#ask(signal).catch(() => undefined);
    }
    return this.#known && at - this.#known.at <= KEPT_MS ? this.#known.jobs : null;
  }

  async #refresh(signal: AbortSignal): Promise<void> {
    const at = this.#now().getTime();
    try {
      const found = await this.#api.list('slurmdb', 'jobs', AbortSignal.any([signal, AbortSignal.timeout(LIMIT_MS)]), {
        account: this.#accounts,
        start_time: new Date(at - BACK_MS).toISOString().slice(0, 19),
        skip_steps: 'true',
      });
      this.#known = {at, jobs: found.map(readEndedJob)};
    } finally {
      this.#askedAt = at;
    }
  }
}
