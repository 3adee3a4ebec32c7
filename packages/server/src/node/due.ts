import type {TenantServer} from '../app.ts';
import type {Logger} from '../dependencies.ts';
import {describeFailure} from '../failure.ts';

const MINUTE_MS = 60_000;

/** Calls `runDue` each minute until the function that it answers is called. A run that fails is logged; the next one tries again. */
export const runDueEachMinute = (server: Pick<TenantServer, 'runDue'>, logger: Logger): (() => void) => {
  const timer = setInterval(() => {
    server.runDue().catch((error: unknown) => logger.error('due.failed', {error: describeFailure(error)}));
  }, MINUTE_MS);
  return () => clearInterval(timer);
};
