import {TenantryError} from '../errors/tenantry-error.ts';

/**
 * Gives up as soon as the time is over or a signal says so, also on work that does not listen. Leaves no timer and no listener behind.
 *
 * @param work Is told when nobody waits for it any more.
 */
export const within = async <Result>(
  milliseconds: number,
  signals: readonly AbortSignal[],
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> => {
  const over = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  try {
    return await new Promise((resolve, reject) => {
      const listen = (signal: AbortSignal): void => {
        const abort = (): void => reject(new TenantryError('aborted', 'The call was aborted.', {cause: signal.reason}));
        signal.addEventListener('abort', abort, {signal: over.signal});
        if (signal.aborted) {
          abort();
        }
      };
      signals.forEach(listen);
      timer = setTimeout(() => reject(new TenantryError('timeout', 'The server did not answer in time.')), milliseconds);
      if (!signals.some(({aborted}) => aborted)) {
        work(over.signal).then(resolve, reject);
      }
    });
  } finally {
    clearTimeout(timer);
    over.abort();
  }
};

/** Waits, unless the signal ends that. */
export const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
