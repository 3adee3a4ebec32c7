import {sql} from 'kysely';
import type {Database} from '../../../packages/server/src/db/database.ts';

/** What a database holds that a crash must not break apart. */
export interface Census {
  /** The ids of users by username. */
  readonly users: readonly (readonly [username: string, id: string])[];
  /** The audit trail, oldest first. */
  readonly audit: readonly (readonly [seq: number, action: string, targetId: string | null])[];
  /** The tenant's counter, which the last row of the trail has. */
  readonly auditSeq: number;
  /** What was answered to the keys of writes, with the id of the user that the answer shows. */
  readonly keys: readonly (readonly [key: string, status: number, userId: string])[];
}

/** Counts what the one tenant of a database has, at one moment. */
export const takeCensus = (database: Database): Promise<Census> =>
  database.asOwner((owner) =>
    owner
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (transaction) => {
        const users = await transaction.selectFrom('users').select(['username', 'id']).execute();
        const audit = await transaction.selectFrom('audit_events').select(['seq', 'action', 'target_id']).orderBy('seq').execute();
        const {audit_seq: auditSeq} = await transaction.selectFrom('tenant_profiles').select('audit_seq').executeTakeFirstOrThrow();
        const keys = await transaction
          .selectFrom('idempotency_records')
          .select(['key', 'status', sql<string>`body -> 'user' ->> 'id'`.as('userId')])
          .execute();
        return {
          keys: keys.map(({key, status, userId}) => [key, status, userId] as const),
          users: users.map(({username, id}) => [username, id] as const),
          audit: audit.map(({seq, action, target_id: targetId}) => [Number(seq), action, targetId] as const),
          auditSeq: Number(auditSeq),
        };
      }),
  );
