import type {ResourceSummary} from '../contract/summary.ts';
import type {TenantryError} from '../errors/tenantry-error.ts';
import type {ChangeEvent} from '../transport/changes.ts';
import {pause} from '../transport/time-limit.ts';
import {ownPage, type Page, whenSeen} from './page.ts';

const LONGEST_PAUSE_MS = 300_000;

export interface WatchedSummary {
  readonly fetch: (signal: AbortSignal) => Promise<ResourceSummary>;
  readonly changes: EventTarget;
  readonly signal: AbortSignal;
  readonly everyMs: number;
  readonly onSummary: (summary: ResourceSummary) => unknown;
  readonly onError: (error: TenantryError) => unknown;
  /** While it is hidden, nothing is asked. */
  readonly page?: Page | undefined;
}

/** Asks again and again, and at once when the figures are said to be other ones, until it is told not to or the client is closed. */
export const watchSummary = async (watched: WatchedSummary): Promise<void> => {
  const {fetch, changes, signal, everyMs, onSummary, onError, page = ownPage()} = watched;
  let waiting = new AbortController();
  let isOther = false;
  const hear = (event: Event): void => {
    const {subject, origin} = event as ChangeEvent;
    if (origin === 'remote' && ['summary', '*'].includes(subject.type)) {
      isOther = true;
      waiting.abort();
    }
  };
  const close = (): void => waiting.abort();
  changes.addEventListener('change', hear);
  signal.addEventListener('abort', close);
  let failures = 0;
  while (!signal.aborted) {
    await whenSeen(page, signal);
    if (signal.aborted) {
      break;
    }
    isOther = false;
    try {
      const summary = await fetch(signal);
      failures = 0;
      tell(() => onSummary(summary));
    } catch (error) {
      failures++;
      const failure = error as TenantryError; // Nothing else is thrown.
      if (signal.aborted || ['misuse', 'aborted'].includes(failure.kind)) {
        break;
      }
      tell(() => onError(failure));
    }
    if (!signal.aborted && (!isOther || failures > 0)) {
      waiting = new AbortController();
      await pause(Math.min(Math.max(everyMs, LONGEST_PAUSE_MS), everyMs * 2 ** failures), waiting.signal);
    }
  }
  changes.removeEventListener('change', hear);
  signal.removeEventListener('abort', close);
};

/** What somebody does who is told shall not end the watch. */
const tell = (work: () => unknown): void => {
  try {
    void Promise.resolve(work()).catch(() => undefined);
  } catch {}
};
