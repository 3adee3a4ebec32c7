import type {TenantServer} from '../app.ts';
import type {Logger} from '../dependencies.ts';
import {describeFailure} from '../failure.ts';

const MINUTE_MS = 60_000;

/**
 * Calls `runDue` each minute until the function that it answers is called. A run that fails is logged; the next one tries again. One
 * that takes longer than a minute is let finish before the next.
 */
export const runDueEachMinute = (server: Pick<TenantServer, 'runDue'>, logger: Logger): (() => void) => {
  let isRunning = false;
  const run = async (): Promise<void> => {
    if (isRunning) {
      return;
    }
    isRunning = true;
    try {
      await server.runDue();
    } catch (error) {
      logger.error('due.failed', {error: describeFailure(error)});
    } finally {
      isRunning = false;
    }
  };
  const timer = setInterval(() => void run(), MINUTE_MS);
  return () => clearInterval(timer);
};
