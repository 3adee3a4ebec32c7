import {setTimeout as sleep} from 'node:timers/promises';
import {sql} from 'kysely';
import type {Database} from '../db/database.ts';

/** Resolves when so many transactions wait for a lock that another one holds. PostgreSQL only: the embedded database has one connection. */
export const waitingForLock = async (database: Database, count = 1): Promise<void> => {
  for (;;) {
    const {rows} = await database.asOwner((owner) =>
      sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(owner),
    );
    if (rows.length >= count) {
      return;
    }
    await sleep(5);
  }
};
