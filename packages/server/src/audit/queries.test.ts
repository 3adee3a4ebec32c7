import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {sql} from 'kysely';
import {useTestDatabase} from '../testing/database.ts';
import {engines} from '../testing/engines.ts';
import {type AuditRow, appendAudit} from './queries.ts';

for (const engine of engines) {
  describe(`the audit trail on ${engine.name}`, {skip: engine.skip}, () => {
    const parts = useTestDatabase(engine);

    const row = (reason: string): AuditRow => ({
      id: parts.newId('aud'),
      at: parts.clock.now(),
      actor: {type: 'user', id: 'usr_someone'},
      action: 'user.updated',
      target: {type: 'user', id: 'usr_somebody'},
      outcome: 'success',
      changes: [{path: '/status', from: 'active', to: 'deactivated'}],
      reason,
      ip: '192.0.2.1',
      userAgent: null,
      requestId: 'r1',
    });

    const append = (tenantId: string, reason: string): Promise<void> =>
      parts.database.inTenant(tenantId, (transaction) => appendAudit(transaction, tenantId, row(reason)));

    const trail = (tenantId: string) =>
      parts.database.inTenant(tenantId, (transaction) =>
        transaction.selectFrom('audit_events').selectAll().where('tenant_id', '=', tenantId).orderBy('seq').execute(),
      );

    test('L18: the first row of a tenant is number one, and says what was done', async () => {
      const {id} = await parts.freshTenant();
      const [first] = await trail(id);
      assert.deepEqual([first?.seq, first?.action, first?.actor_type], ['1', 'user.created', 'system']);
      await append(id, 'left');
      const [, second] = await trail(id);
      const {id: rowId, ...rest} = second ?? assert.fail();
      assert.match(rowId, /^aud_/);
      assert.deepEqual(rest, {
        tenant_id: id,
        seq: '2',
        at: parts.clock.now(),
        actor_type: 'user',
        actor_id: 'usr_someone',
        action: 'user.updated',
        target_type: 'user',
        target_id: 'usr_somebody',
        outcome: 'success',
        changes: [{path: '/status', from: 'active', to: 'deactivated'}],
        reason: 'left',
        ip: '192.0.2.1',
        user_agent: null,
        request_id: 'r1',
      });
    });

    test('L18: twenty who write at once leave no gap, though some of them fail', async () => {
      const [{id}, other] = [await parts.freshTenant(), await parts.freshTenant()];
      const results = await Promise.allSettled(
        Array.from({length: 20}, (_, index) =>
          parts.database.inTenant(id, async (transaction) => {
            await appendAudit(transaction, id, row(`writer ${index}`));
            if (index % 4 === 0) {
              throw new Error('planted');
            }
          }),
        ),
      );
      assert.equal(results.filter(({status}) => status === 'fulfilled').length, 15);
      const numbers = (await trail(id)).map(({seq}) => Number(seq));
      assert.deepEqual(
        numbers,
        Array.from({length: 16}, (_, index) => index + 1),
      );
      assert.equal((await trail(other.id)).length, 1, 'every tenant counts for itself');
    });

    test('L18: what did not happen is not written', async () => {
      const {id} = await parts.freshTenant();
      await assert.rejects(
        parts.database.inTenant(id, async (transaction) => {
          await appendAudit(transaction, id, row('never'));
          await sql`select nothing`.execute(transaction);
        }),
      );
      assert.equal((await trail(id)).length, 1);
    });

    test('T21: the app can neither change nor remove a row', async () => {
      const {id} = await parts.freshTenant();
      for (const statement of [
        sql`update audit_events set reason = 'changed'`,
        sql`delete from audit_events`,
        sql`truncate audit_events`,
      ]) {
        await assert.rejects(
          parts.database.inTenant(id, (transaction) => statement.execute(transaction)),
          {code: '42501'},
        );
      }
      assert.equal((await trail(id)).length, 1);
    });

    test('T21: not even the owner of the schema can, by mistake', async () => {
      const {id} = await parts.freshTenant();
      for (const statement of [
        sql`update audit_events set reason = 'changed'`,
        sql`delete from audit_events`,
        sql`truncate audit_events`,
      ]) {
        await assert.rejects(
          parts.database.asOwner((owner) => statement.execute(owner)),
          /audit_events is append-only/,
        );
      }
      assert.equal((await trail(id)).length, 1);
    });

    test('T14: a row of another tenant cannot be written, and none where there is no tenant', async () => {
      const [one, other] = [await parts.freshTenant(), await parts.freshTenant()];
      const write = (from: string): Promise<void> =>
        parts.database.inTenant(from, (transaction) => appendAudit(transaction, other.id, row('foreign')));
      await assert.rejects(write(one.id));
      await assert.rejects(write(''));
      assert.equal((await trail(other.id)).length, 1);
    });
  });
}
