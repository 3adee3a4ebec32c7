import type {Logger} from './dependencies.ts';
import {describeFailure} from './failure.ts';

/** Work that nobody waits for: it happens after the answer, and before the server is closed. */
export interface Background {
  run(task: () => Promise<void>): void;
  /** Resolves when nothing is left. */
  settled(): Promise<void>;
}

export const backgroundOf = (logger: Logger): Background => {
  const running = new Set<Promise<void>>();
  return {
    run: (task) => {
      const promise = task()
        .catch((error: unknown) => logger.error('background.failed', {error: describeFailure(error)}))
        .finally(() => running.delete(promise));
      running.add(promise);
    },
    settled: async () => {
      while (running.size > 0) {
        await Promise.all(running);
      }
    },
  };
};
