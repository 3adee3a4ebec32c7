import type {TenantTransaction} from '../db/database.ts';

/** Since when a user is deactivated, and why; `null` for one who is active. */
export interface Deactivation {
  readonly at: Date;
  readonly reason: string | null;
}

/** Deactivates a user, or makes them active again. Counts as one version. The row is locked by whoever calls. */
export const setDeactivation = async (
  transaction: TenantTransaction,
  tenantId: string,
  {userId, deactivation, at}: {readonly userId: string; readonly deactivation: Deactivation | null; readonly at: Date},
): Promise<void> => {
  await transaction
    .updateTable('users')
    .set((eb) => ({
      status: deactivation ? 'deactivated' : 'active',
      deactivated_at: deactivation?.at ?? null,
      deactivation_reason: deactivation?.reason ?? null,
      updated_at: at,
      version: eb('version', '+', 1),
    }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', userId)
    .execute();
};
