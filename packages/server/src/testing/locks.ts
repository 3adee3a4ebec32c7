import {setTimeout as sleep} from 'node:timers/promises';
import {sql} from 'kysely';
import type {Database} from '../db/database.ts';

/** Resolves when so many transactions wait for a lock that another one holds. PostgreSQL only: the embedded database has one connection. */
export const waitingForLock = (database: Database, count = 1): Promise<void> =>
  until(`${count} waiting`, async () => {
    const {rows} = await database.asOwner((owner) =>
      sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(owner),
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
