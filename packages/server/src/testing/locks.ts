import {setTimeout as sleep} from 'node:timers/promises';
import {sql} from 'kysely';
import type {Database} from '../db/database.ts';

/** Resolves when so many transactions wait for a lock that another one holds. PostgreSQL only: the embedded database has one connection. */
export const waitingForLock = (database: Database, count = 1): Promise<void> => waitingFor(database, 'Lock', count);

/** Resolves when a transaction is held up by `pg_sleep`. PostgreSQL only. */
export const sleeping = (database: Database): Promise<void> => waitingFor(database, 'Timeout', 1);

const waitingFor = (database: Database, type: string, count: number): Promise<void> =>
  until(`${count} waiting: ${type}`, async () => {
    const {rows} = await database.asOwner((owner) =>
      sql`select from pg_stat_activity where datname = current_database() and wait_event_type = ${type}`.execute(owner),
    );
    return rows.length >= count;
  });

/** Asks until it is so. Sooner than a wait for a lock ends by itself, it gives up. */
export const until = async (what: string, isSo: () => Promise<boolean>): Promise<void> => {
  const end = performance.now() + 1500;
  while (!(await isSo())) {
    if (performance.now() > end) {
      throw new Error(`Not in time: ${what}`);
    }
    await sleep(5);
  }
};
