import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {Me} from '@tenantry/sdk/contract';
import {engines} from '../testing/engines.ts';
import {useTestServer} from '../testing/server.ts';

for (const engine of engines) {
  describe(`tokens that come again on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    test('A1: the tenant that a token means is the one of now, whichever it was', async () => {
      const [one, other] = [await server.freshTenant(), await server.freshTenant()];
      const {issuer} = server.issuer.options;
      const token = await one.administrator.token();
      const ask = (): Promise<Response> => server.request('/v1/me', {headers: {Authorization: `Bearer ${token}`}});
      const whose = async (): Promise<string> => Me.parse(await (await ask()).json()).tenant.id;
      assert.equal(await whose(), one.id);
      assert.equal(await whose(), one.id);

      await server.database.inTenant(other.id, (transaction) =>
        transaction
          .insertInto('external_ids')
          .values({tenant_id: other.id, user_id: other.administrator.id, issuer, subject: one.administrator.id})
          .execute(),
      );
      await server.database.asOwner((owner) =>
        owner.updateTable('issuers').set({tenant_id: other.id}).where('tenant_claim', '=', one.slug).execute(),
      );
      assert.equal(await whose(), other.id);
      assert.equal(await whose(), other.id);

      await server.database.asOwner((owner) => owner.deleteFrom('issuers').where('tenant_claim', '=', one.slug).execute());
      const refused = await ask();
      assert.equal(refused.status, 403);
      assert.equal(((await refused.json()) as {code: string}).code, 'not-a-member');
    });

    test('A1: a token that was good before expires all the same', async () => {
      const tenant = await server.freshTenant();
      const token = await tenant.administrator.token();
      const ask = async (): Promise<number> => (await server.request('/v1/me', {headers: {Authorization: `Bearer ${token}`}})).status;
      assert.equal(await ask(), 200);
      server.clock.advance({seconds: 3659});
      assert.equal(await ask(), 200);
      server.clock.advance({seconds: 1});
      assert.equal(await ask(), 401);
    });

    test('A4: a token that was good before is judged by what its user is now', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const token = await user.token();
      const ask = async (): Promise<number> => (await server.request('/v1/me', {headers: {Authorization: `Bearer ${token}`}})).status;
      assert.equal(await ask(), 200);
      await server.database.inTenant(tenant.id, (transaction) =>
        transaction.updateTable('users').set({status: 'deactivated'}).where('id', '=', user.id).execute(),
      );
      assert.equal(await ask(), 401);
    });
  });
}
