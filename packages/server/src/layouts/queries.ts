import type {Selectable} from 'kysely';
import type {Widget} from '@tenantry/sdk/contract';
import type {TenantTransaction} from '../db/database.ts';
import type {LayoutTable} from '../db/schema.ts';

export type LayoutRow = Selectable<LayoutTable>;

/** All that decides what a caller sees (L14). */
export interface Layers {
  readonly tenant: LayoutRow | undefined;
  /** The caller's own, whether or not it may be shown. */
  readonly personal: LayoutRow | undefined;
  /** Whether users of the tenant may have their own. */
  readonly personalLayouts: boolean;
}

/** What a layer holds from now on. */
export interface Arrangement {
  readonly widgets: readonly Widget[];
  readonly locked: readonly string[];
  readonly basedOn: string | null;
  readonly basedOnVersion: number | null;
}

/** @param userId Whose own layout there may be; `null` for who can have none. */
export const selectLayers = async (transaction: TenantTransaction, tenantId: string, userId: string | null): Promise<Layers> => {
  const [{settings}, rows] = await Promise.all([
    transaction.selectFrom('tenant_profiles').select('settings').where('tenant_id', '=', tenantId).executeTakeFirstOrThrow(),
    transaction
      .selectFrom('layouts')
      .selectAll()
      .where('tenant_id', '=', tenantId)
      .where((eb) => eb.or([eb('user_id', 'is', null), eb('user_id', '=', userId)]))
      .execute(),
  ]);
  return {
    tenant: rows.find(({user_id}) => user_id === null),
    personal: rows.find(({user_id}) => user_id !== null),
    personalLayouts: settings.dashboard?.personalLayouts ?? true,
  };
};

/** Keeps a layer as it is until the transaction ends, where there is one. Comes after the caller's own lock (D3). */
export const lockLayer = async (transaction: TenantTransaction, tenantId: string, userId: string | null): Promise<void> => {
  await transaction
    .selectFrom('layouts')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('user_id', userId === null ? 'is' : '=', userId)
    .forUpdate()
    .execute();
};

/** Makes a layer. Answers `undefined` where somebody else has just made it. */
export const insertLayer = (
  transaction: TenantTransaction,
  tenantId: string,
  {
    id,
    userId,
    arrangement,
    at,
  }: {readonly id: string; readonly userId: string | null; readonly arrangement: Arrangement; readonly at: Date},
): Promise<LayoutRow | undefined> =>
  transaction
    .insertInto('layouts')
    .values({tenant_id: tenantId, id, user_id: userId, ...columnsOf(arrangement), created_at: at, updated_at: at})
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();

/** Arranges a layer anew. Counts as one version. The row is locked by whoever calls. */
export const updateLayer = (
  transaction: TenantTransaction,
  tenantId: string,
  {id, arrangement, at}: {readonly id: string; readonly arrangement: Arrangement; readonly at: Date},
): Promise<LayoutRow> =>
  transaction
    .updateTable('layouts')
    .set((eb) => ({...columnsOf(arrangement), updated_at: at, version: eb('version', '+', 1)}))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();

export const deleteLayer = async (transaction: TenantTransaction, tenantId: string, id: string): Promise<void> => {
  await transaction.deleteFrom('layouts').where('tenant_id', '=', tenantId).where('id', '=', id).execute();
};

const columnsOf = ({widgets, locked, basedOn, basedOnVersion}: Arrangement) => ({
  widgets: JSON.stringify(widgets),
  locked: [...locked],
  based_on: basedOn,
  based_on_version: basedOnVersion,
});
