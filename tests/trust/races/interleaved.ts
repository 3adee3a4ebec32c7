import type {Database} from '../../../packages/server/src/db/database.ts';

/**
 * The same database, which lets transactions in one at a time and in an order of its own: of those that wait, `random` says whose turn it is.
 * So requests that are sent at once meet between any two transactions of each other, also where the database has one connection and would
 * serve them in the order in which they came.
 */
export const interleaved = (database: Database, random: () => number): Database => {
  const waiting: (() => void)[] = [];
  let isTaken = false;
  const letIn = (): void => {
    const [next] = waiting.splice(Math.floor(random() * waiting.length), 1);
    isTaken = next !== undefined;
    next?.();
  };
  /** After whoever is about to come has come. */
  const letInSoon = (): void => void setImmediate(letIn);
  const inTurn = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      if (!isTaken) {
        isTaken = true;
        letInSoon();
      }
    });
    try {
      return await work();
    } finally {
      letInSoon();
    }
  };
  return {
    ...database,
    inTenant: (tenantId, work) => inTurn(() => database.inTenant(tenantId, work)),
    lookup: (work) => inTurn(() => database.lookup(work)),
  };
};
