import type {TenantTransaction} from '../db/database.ts';

/** Something to be told outside the database. */
export interface OutboxEntry {
  /** Which handler is told. */
  readonly kind: string;
  /** What it is told. It lies in the database as it is: a secret only sealed, and nothing personal that can be read when it is told. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Whom it is about: the id of a user. */
  readonly subject?: string;
  /** Entries of one lane are told in their order, each when those before it are done or given up. */
  readonly lane?: string;
}

/** An entry whose turn it is. */
export interface TakenEntry extends Pick<OutboxEntry, 'kind' | 'payload'> {
  readonly id: string;
  /** Which attempt this is, from 1 on. */
  readonly attempt: number;
}

/**
 * Puts an entry into the outbox: it is told if, and only if, the transaction commits (D4).
 *
 * @param at The time now.
 * @param dueAt From when on anybody may tell it. Default: now.
 * @returns The entry's id.
 */
export const enqueue = async (
  transaction: TenantTransaction,
  tenantId: string,
  {kind, payload, subject, lane}: OutboxEntry,
  {at, dueAt = at}: {readonly at: Date; readonly dueAt?: Date},
): Promise<string> => {
  const {id} = await transaction
    .insertInto('outbox')
    .values({
      tenant_id: tenantId,
      kind,
      subject: subject ?? null,
      lane: lane ?? null,
      payload: JSON.stringify(payload),
      due_at: dueAt,
      created_at: at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

/** Whether there is anything whose time has come. */
export const hasDueEntries = async (transaction: TenantTransaction, tenantId: string, now: Date): Promise<boolean> =>
  (await transaction
    .selectFrom('outbox')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('due_at', '<=', now)
    .limit(1)
    .executeTakeFirst()) !== undefined;

/**
 * Makes somebody the tenant's one dispatcher for a while (D4), or for a while longer. Whoever asks at the same moment waits for the answer:
 * who is refused can rely on it that the other looks for entries once more.
 */
export const holdDispatcher = async (
  transaction: TenantTransaction,
  tenantId: string,
  {by, now, until}: {readonly by: string; readonly now: Date; readonly until: Date},
): Promise<boolean> => {
  const held = {held_by: by, held_until: until};
  const row = await transaction
    .insertInto('outbox_dispatchers')
    .values({tenant_id: tenantId, ...held})
    .onConflict((conflict) =>
      conflict
        .column('tenant_id')
        .doUpdateSet(held)
        .where((eb) => eb.or([eb('outbox_dispatchers.held_by', '=', by), eb('outbox_dispatchers.held_until', '<=', now)])),
    )
    .returning('held_by')
    .executeTakeFirst();
  return row !== undefined;
};

/** Lets go of what `holdDispatcher` took. */
export const releaseDispatcher = async (transaction: TenantTransaction, tenantId: string, by: string): Promise<void> => {
  await transaction.deleteFrom('outbox_dispatchers').where('tenant_id', '=', tenantId).where('held_by', '=', by).execute();
};

/** Whether an entry is there still: one that is being told may have been cancelled. */
export const hasEntry = async (transaction: TenantTransaction, tenantId: string, id: string): Promise<boolean> =>
  (await transaction.selectFrom('outbox').select('id').where('tenant_id', '=', tenantId).where('id', '=', id).executeTakeFirst()) !==
  undefined;

/** Locks the oldest entry whose time has come and that nobody else is at; none behind another of its lane. */
export const selectDueEntry = (transaction: TenantTransaction, tenantId: string, now: Date): Promise<TakenEntry | undefined> =>
  transaction
    .selectFrom('outbox')
    .select(['id', 'kind', 'payload'])
    .select((eb) => eb('attempts', '+', 1).as('attempt'))
    .where('tenant_id', '=', tenantId)
    .where('due_at', '<=', now)
    .where(({not, exists, selectFrom}) =>
      not(
        exists(
          selectFrom('outbox as earlier')
            .select('earlier.id')
            .where('earlier.tenant_id', '=', tenantId)
            .whereRef('earlier.lane', '=', 'outbox.lane')
            .whereRef('earlier.id', '<', 'outbox.id'),
        ),
      ),
    )
    .orderBy('due_at')
    .orderBy('id')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();

/** Locks one entry, due or not. */
export const selectEntry = (transaction: TenantTransaction, tenantId: string, id: string): Promise<TakenEntry | undefined> =>
  transaction
    .selectFrom('outbox')
    .select(['id', 'kind', 'payload'])
    .select((eb) => eb('attempts', '+', 1).as('attempt'))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();

/** Counts an attempt before it is made, and says when the next one may be: an attempt in whose midst its process ends has failed. */
export const setAttempt = async (
  transaction: TenantTransaction,
  tenantId: string,
  {id, attempt, dueAt}: {readonly id: string; readonly attempt: number; readonly dueAt: Date},
): Promise<void> => {
  await transaction
    .updateTable('outbox')
    .set({attempts: attempt, due_at: dueAt})
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
};

/** Forgets an entry: it is told, or given up. */
export const deleteEntry = async (transaction: TenantTransaction, tenantId: string, id: string): Promise<void> => {
  await transaction.deleteFrom('outbox').where('tenant_id', '=', tenantId).where('id', '=', id).execute();
};

/** Forgets what of one kind is about a user and has not been told. */
export const cancelEntries = async (
  transaction: TenantTransaction,
  tenantId: string,
  {kind, subject}: Required<Pick<OutboxEntry, 'kind' | 'subject'>>,
): Promise<void> => {
  await transaction
    .deleteFrom('outbox')
    .where('tenant_id', '=', tenantId)
    .where('subject', '=', subject)
    .where('kind', '=', kind)
    .execute();
};
