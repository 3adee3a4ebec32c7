import type {RandomBytes} from '@tenantry/sdk/contract';
import {CompiledQuery, Kysely, type Transaction} from 'kysely';
import {Refusal} from '../refusal.ts';
import type {Database, TenantTransaction} from './database.ts';
import {dialectOf, isOutdated, type Pool, TAKE_TENANT} from './driver.ts';
import type {Schema} from './schema.ts';
import type {Types} from './values.ts';

// Serialization failure and deadlock: the same work may well succeed when it is done again (D3).
const REPEATABLE = new Set(['40001', '40P01']);
const REPEATS = 3;

// Lock, statement and idle timeouts, a full disk, no memory, too many connections, a server that starts or stops, a broken connection.
const PASSING = new Set(['55P03', '57014', '25P03', '53100', '53200', '53300', '57P01', '57P02', '57P03', '08000', '08003', '08006']);
const NETWORK = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
// The driver's own errors have no code.
const DRIVER = /timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error/;

export interface PoolDatabaseOptions {
  readonly pool: Pool;
  /** How its values are read. */
  readonly types: Types;
  /** Ends what the pool stands on. */
  readonly closed?: () => Promise<void>;
  readonly random?: RandomBytes;
}

/** The database behind a pool of node-postgres, whichever it is. */
export const databaseOf = ({pool, types, closed, random = (bytes) => crypto.getRandomValues(bytes)}: PoolDatabaseOptions): Database => {
  const kysely = new Kysely<Schema>({dialect: dialectOf(pool, types)});

  const once = <Result>(tenantId: string, work: (transaction: TenantTransaction) => Promise<Result>): Promise<Result> =>
    kysely.transaction().execute(async (transaction) => {
      await transaction.executeQuery(CompiledQuery.raw(TAKE_TENANT, [tenantId]));
      return work(transaction);
    });

  const inTenant = async <Result>(tenantId: string, work: (transaction: TenantTransaction) => Promise<Result>): Promise<Result> => {
    for (let repeats = 0; ; repeats++) {
      try {
        return await once(tenantId, work);
      } catch (error) {
        if (repeats === REPEATS || !(REPEATABLE.has(codeOf(error)) || isOutdated(error))) {
          throw passing(error);
        }
        await jitter(random, repeats);
      }
    }
  };

  return {
    inTenant,
    lookup: (work) => inTenant('', (transaction) => work(transaction as unknown as LookupTransaction)),
    asOwner: (work) => work(kysely),
    close: async () => {
      await kysely.destroy();
      await closed?.();
    },
  };
};

// The same transaction, seen through its type as the two tables that have no policy.
type LookupTransaction = Transaction<Pick<Schema, 'tenants' | 'issuers'>>;

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** Whether a statement was refused because another row has what has to be unique by this index. Its transaction can only end. */
export const isTaken = (error: unknown, index: string): boolean =>
  codeOf(error) === '23505' && (error as {readonly constraint?: unknown}).constraint === index;

/** Whether a statement waited for a lock as long as it may. */
export const isLockTimeout = (error: unknown): boolean => codeOf(error) === '55P03';

/** What will pass by itself is told to the caller as such; everything else stays what it is. */
const passing = (error: unknown): unknown => {
  const code = codeOf(error);
  const passes =
    PASSING.has(code) || NETWORK.has(code) || REPEATABLE.has(code) || (code === '' && error instanceof Error && DRIVER.test(error.message));
  return passes
    ? new Refusal('temporarily-unavailable', 'The database is busy or away', {headers: {'Retry-After': '1'}, cause: error})
    : error;
};

/** Waits up to 20, 40, 80 ms: long enough that two who met do not meet again. */
const jitter = (random: RandomBytes, repeats: number): Promise<void> => {
  const [byte = 0] = random(new Uint8Array(1));
  return new Promise((resolve) => setTimeout(resolve, (byte / 255) * 20 * 2 ** repeats));
};
