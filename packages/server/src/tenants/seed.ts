import type {RandomBytes} from '@tenantry/sdk/contract';
import {appendAudit} from '../audit/queries.ts';
import type {Database} from '../db/database.ts';
import {idMaker} from '../ids.ts';
import {believableName, believableUser} from './believable-users.ts';
import {insertUsers} from './insert-users.ts';
import {findSeedTenant, hasUsername, measureTables} from './seed.queries.ts';
import {TEAM} from './team.ts';

export interface SeedMeans {
  readonly database: Database;
  readonly clock?: () => Date;
  readonly random?: RandomBytes;
}

/** A member of the team, as other things refer to them. */
export interface SeededUser {
  readonly id: string;
  readonly username: string;
}

export interface SeedProgress {
  readonly done: number;
  readonly total: number;
}

const FIRST_BATCH = 50;
const BATCH = 1000;

/** After so many users the database looks anew at how large its tables are; PGlite never does so by itself. */
const MEASURED = new Set([FIRST_BATCH, 1000, 10_000, 100_000]);

/** Gives a tenant a team of twelve to look at, each in a state of their own, none with a password. Says who they are. */
export const seedTeam = async (tenant: string, {database, ...ports}: SeedMeans): Promise<readonly SeededUser[]> => {
  const {now, newId} = portsOf(ports);
  const {id: tenantId, roleIds} = await findSeedTenant(database, tenant);
  const at = now();
  const ago = (milliseconds: number): Date => new Date(at.getTime() - milliseconds);
  const domain = `${tenant}.example`;
  const users = TEAM.map(({role, created, lastSignIn, deactivated, ...person}) => ({
    ...person,
    id: newId('usr'),
    email: `${person.username}@${domain}`,
    roleId: roleIds[role] ?? '',
    createdAt: ago(created),
    lastSignInAt: lastSignIn === null ? null : ago(lastSignIn),
    deactivated: deactivated ? {at: ago(deactivated.ago), reason: deactivated.reason} : null,
    credential:
      lastSignIn === null
        ? ({type: 'none'} as const)
        : ({type: 'external', issuer: `https://login.${domain}`, subject: person.username} as const),
  }));
  await database.inTenant(tenantId, async (transaction) => {
    await insertUsers(transaction, tenantId, users);
    for (const {id} of users) {
      await appendAudit(transaction, tenantId, {
        id: newId('aud'),
        at,
        actor: {type: 'system', id: null},
        action: 'user.created',
        target: {type: 'user', id},
        outcome: 'success',
        changes: [],
        reason: null,
        ip: null,
        userAgent: null,
        requestId: 'seed',
      });
    }
  });
  return users.map(({id, username}) => ({id, username}));
};

/**
 * Fills a tenant with believable users, to see how it is with many: the first `count` of an endless row of them, those who are there
 * already left out. A million is a matter of minutes on PostgreSQL. They are no part of the audit trail.
 */
export const seedUsers = async (
  tenant: string,
  count: number,
  {database, onProgress, ...ports}: SeedMeans & {readonly onProgress?: (progress: SeedProgress) => void},
): Promise<void> => {
  const {now, newId} = portsOf(ports);
  const {id: tenantId, roleIds} = await findSeedTenant(database, tenant);
  const at = now();
  for (let done = 0; done < count; ) {
    const from = done;
    // A small step first: only then does the database know that the tables will not stay empty.
    done = Math.min(from === 0 ? FIRST_BATCH : from - (from % BATCH) + BATCH, count);
    const isNew = await database.inTenant(tenantId, async (transaction) => {
      // A batch is written whole or not at all, so its last user stands for it.
      if (await hasUsername(transaction, tenantId, believableName(done - 1).username)) {
        return false;
      }
      const users = Array.from({length: done - from}, (_, offset) => ({
        id: newId('usr'),
        ...believableUser(from + offset, {now: at, domain: `${tenant}.example`, roleIds}),
      }));
      await insertUsers(transaction, tenantId, users);
      return true;
    });
    if (isNew && (done === count || MEASURED.has(done))) {
      await measureTables(database);
    }
    onProgress?.({done, total: count});
  }
};

const portsOf = ({
  clock = () => new Date(),
  random = (bytes) => crypto.getRandomValues(bytes),
}: Omit<SeedMeans, 'database'>): {now: () => Date; newId: ReturnType<typeof idMaker>} => ({now: clock, newId: idMaker(clock, random)});
