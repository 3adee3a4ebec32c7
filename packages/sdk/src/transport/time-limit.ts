import {TenantryError} from '../errors/tenantry-error.ts';

// A timer that is told more ends at once, or not at all.
const LONGEST_MS = 2_147_483_647;

/**
 * Gives up as soon as the time is over or a signal says so, also on work that does not listen. Leaves no timer and no listener behind.
 *
 * @param work Is told when nobody waits for it any more.
 */
export const within = async <Result>(
  milliseconds: number,
  signals: readonly (AbortSignal | undefined)[],
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  if (!(milliseconds >= 0 && milliseconds <= LONGEST_MS)) {
    throw new TenantryError('misuse', 'A time limit is out of range.');
  }
  const over = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let abort = (): void => {};
  try {
    return await new Promise((resolve, reject) => {
      abort = () =>
        reject(new TenantryError('aborted', 'The call was aborted.', {cause: signals.find((signal) => signal?.aborted)?.reason}));
      for (const signal of signals) {
        if (signal?.aborted) {
          return abort();
        }
        signal?.addEventListener('abort', abort);
      }
      timer = setTimeout(() => reject(new TenantryError('timeout', 'No answer came in time.')), milliseconds);
      work(over.signal).then(resolve, reject);
    });
  } catch (error) {
    over.abort();
    throw error;
  } finally {
    clearTimeout(timer);
    for (const signal of signals) {
      signal?.removeEventListener('abort', abort);
    }
  }
};

/** Waits, unless the signal ends that. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => resolve(clearTimeout(timer)));
  });
