import assert from 'node:assert/strict';
import {afterEach, describe, test} from 'node:test';
import {DeletionCheck, Operation} from '@tenantry/sdk/contract';
import {auditTrail} from '../testing/audit.ts';
import {askDeletion, finished, remove, transfer} from '../testing/deleted-users.ts';
import {engines} from '../testing/engines.ts';
import {TestProvider} from '../testing/owners.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';

for (const engine of engines) {
  describe(`deleting users on ${engine.name}`, {skip: engine.skip}, () => {
    const provider = new TestProvider();
    const server = useTestServer(engine, {resources: [provider]});
    afterEach(() => {
      provider.answer = provider.beforeEach = provider.beforeHearing = undefined;
    });

    const read = async ({path, administrator}: TestTenant, {id}: Pick<TestUser, 'id'>): Promise<number> =>
      (await server.request(`${path}/users/${id}`, {as: administrator})).status;

    test('endpoints 16 to 18, L10, W18: refused while something is owned, transferred, then deleted', async () => {
      const tenant = await server.freshTenant();
      const [user, colleague] = [await tenant.addUser(), await tenant.addUser()];
      provider.give(user.id, 'job', 'train', 'evaluate', 'a', 'b', 'c', 'd');
      provider.give(user.id, 'storageVolume', 'home');
      const job = {type: 'job', count: 6, sample: ['train', 'evaluate', 'a', 'b', 'c'], unfinished: true, transferable: true};
      const volume = {type: 'storageVolume', count: 1, sample: ['home'], unfinished: false, transferable: true};
      const asked = await askDeletion(server, tenant, user);
      assert.deepEqual(asked.body, {
        deletable: false,
        blockers: [job, volume],
        warnings: [],
        checkedAt: server.clock.now().toISOString(),
      });
      DeletionCheck.parse(asked.body);
      const refused = await remove(server, tenant, user);
      assert.deepEqual([refused.status, refused.body.code, refused.body.blockers], [409, 'user-owns-resources', [job, volume]]);

      const begun = await transfer(server, tenant, user, {toUserId: colleague.id});
      assert.equal(begun.status, 202);
      const {id, status, kind, progress} = Operation.parse(begun.body);
      assert.deepEqual([kind, status, progress], ['transfer', 'pending', {done: 0, total: null}]);
      assert.equal(begun.headers.get('location'), `https://portal.example/api${tenant.path}/operations/${id}`);
      assert.deepEqual([begun.headers.get('retry-after'), begun.headers.get('etag')], ['1', '"1"']);
      const ended = await finished(server, tenant, id);
      assert.deepEqual([ended.status, ended.progress, ended.result, ended.error], ['succeeded', {done: 7, total: 7}, {moved: 7}, null]);
      assert.deepEqual([provider.namesOf(colleague.id, 'job').length, provider.namesOf(colleague.id, 'storageVolume')], [6, ['home']]);
      assert.deepEqual((await askDeletion(server, tenant, user)).body.deletable, true);

      const deleted = await remove(server, tenant, user, {ifMatch: '"1"'});
      assert.deepEqual([deleted.status, deleted.text], [204, '']);
      assert.equal(await read(tenant, user), 404);
      assert.equal((await remove(server, tenant, user)).status, 404, 'a second time');
      const told = (await auditTrail(server, tenant))
        .slice(1)
        .map(({action, target_id, actor_id, outcome}) => [action, target_id, actor_id, outcome]);
      const by = tenant.administrator.id;
      assert.deepEqual(told, [
        ['operation.updated', id, by, 'success'],
        ['operation.updated', id, by, 'success'],
        ['user.deleted', user.id, by, 'success'],
      ]);
    });
  });
}
