import {SourceError} from './source-error.ts';

interface Running<Result> {
  readonly result: Promise<Result>;
  readonly over: AbortController;
  waiting: number;
}

/** Makes one call of what several ask for at the same time. It goes on until it ends, or the last of them waits no more. */
export const shared = <Result>(work: (signal: AbortSignal) => Promise<Result>): ((signal: AbortSignal) => Promise<Result>) => {
  let running: Running<Result> | undefined;
  const forget = (call: Running<Result>): void => {
    if (running === call) {
      running = undefined;
    }
  };
  const begin = (): Running<Result> => {
    const over = new AbortController();
    const call: Running<Result> = {over, waiting: 0, result: work(over.signal).finally(() => forget(call))};
    // Whoever waits hears of a failure; perhaps nobody does.
    call.result.catch(() => undefined);
    return call;
  };
  return async (signal) => {
    running ??= begin();
    const call = running;
    const gone = Promise.withResolvers<never>();
    const leave = (): void => gone.reject(new SourceError('timeout', 'Nobody waits for the source any more', {cause: signal.reason}));
    signal.addEventListener('abort', leave);
    call.waiting += 1;
    try {
      if (signal.aborted) {
        leave();
      }
      return await Promise.race([gone.promise, call.result]);
    } finally {
      signal.removeEventListener('abort', leave);
      call.waiting -= 1;
      if (call.waiting === 0) {
        forget(call);
        call.over.abort();
      }
    }
  };
};
