import type {DatabaseSync} from 'node:sqlite';
import {setTimeout as pause} from 'node:timers/promises';
import type {Owned, ResourceProvider, UserChange} from '@tenantry/server';

/** A job that has not ended. Those that have are nobody's any more. */
const UNFINISHED = `state in ('pending', 'running', 'held')`;
const SAMPLE = 5;
/** How long one thing takes to get another owner: as if a storage had to be asked. */
const MOVING_MS = 150;

/** How each type is kept: its table, and which of its rows count. */
const KEPT = {
  job: {table: 'jobs', counts: UNFINISHED, unfinished: true},
  storageVolume: {table: 'volumes', counts: 'true', unfinished: false},
} as const;
type Kept = (typeof KEPT)[keyof typeof KEPT];

/** The jobs and volumes of users, as the server asks for them. Ids of users are unique, so the tenant does not matter here. */
export const workspaceProvider = (database: DatabaseSync): ResourceProvider => {
  const find = (userId: string, {table, counts}: Kept): {readonly id: number; readonly name: string}[] =>
    database
      .prepare(`select id, name from ${table} where owner = ? and ${counts} order by id`)
      .all(userId)
      .map((row) => ({id: Number(row.id), name: String(row.name)}));

  const owned = (userId: string): Owned[] =>
    Object.entries(KEPT).flatMap(([type, kept]) => {
      const things = find(userId, kept);
      const {unfinished} = kept;
      return things.length === 0 ? [] : [{type, count: things.length, sample: things.slice(0, SAMPLE).map(({name}) => name), unfinished}];
    });

  const changeJobs = (userId: string, from: string, to: string): void => {
    database.prepare(`update jobs set state = ? where owner = ? and ${from}`).run(to, userId);
  };

  const userChanged = ({userId, change, jobs}: UserChange): void => {
    if (change === 'reactivated') {
      changeJobs(userId, `state = 'held'`, 'pending');
    } else if (change === 'deleted' || jobs === 'cancel') {
      changeJobs(userId, UNFINISHED, 'cancelled');
    } else if (jobs === 'hold') {
      changeJobs(userId, `state in ('pending', 'running')`, 'held');
    }
  };

  return {
    name: 'workspace',
    ownedBy: async (userId) => owned(userId),
    transfer: async (from, to, types, progress, signal) => {
      const things = Object.entries(KEPT)
        .filter(([type]) => types?.includes(type) ?? true)
        .flatMap(([, kept]) => find(from, kept).map(({id}) => ({id, kept})));
      progress(0, things.length);
      for (const [index, {id, kept}] of things.entries()) {
        await pause(MOVING_MS, undefined, {signal});
        database.prepare(`update ${kept.table} set owner = ? where id = ? and owner = ?`).run(to, id, from);
        progress(index + 1, things.length);
      }
    },
    userChanged: async (change) => userChanged(change),
  };
};
