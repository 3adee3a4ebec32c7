import assert from 'node:assert/strict';
import {PERMISSIONS} from '@tenantry/sdk/contract';
import {act, change} from '../../../packages/server/src/testing/changed-users.ts';
import {remove} from '../../../packages/server/src/testing/deleted-users.ts';
import {addHelper} from '../../../packages/server/src/testing/new-users.ts';
import type {TestServer} from '../../../packages/server/src/testing/server.ts';
import type {TestTenant, TestUser} from '../../../packages/server/src/testing/tenants.ts';
import {type Answered, CONNECTIONS, countOf, holdRaces, type Race, type Round, times} from './race.ts';

/** What takes an administrator away. */
type Deed = (server: TestServer, tenant: TestTenant, target: TestUser, as: TestUser) => Promise<Answered>;

const DEEDS: Readonly<Record<'demote' | 'deactivate' | 'delete', Deed>> = {
  demote: (server, tenant, target, as) => change(server, tenant, target, {roleId: tenant.roleIds['tenant-user']}, {as, ifMatch: '"1"'}),
  deactivate: (server, tenant, target, as) => act(server, tenant, target, 'deactivate', {as, ifMatch: '"1"'}),
  delete: (server, tenant, target, as) => remove(server, tenant, target, {as, ifMatch: '"1"'}),
};

/** The administrators who can still sign in. */
const administratorsOf = async (server: TestServer, {id, roleIds}: TestTenant): Promise<string[]> => {
  const rows = await server.database.inTenant(id, (transaction) =>
    transaction
      .selectFrom('users')
      .select('id')
      .where('tenant_id', '=', id)
      .where('role_id', '=', roleIds['tenant-admin'] ?? '')
      .where('status', '=', 'active')
      .execute(),
  );
  return rows.map((row) => row.id);
};

/** Fails unless exactly one of the deeds is done. */
const meet = async (
  {atOnce}: Round,
  server: TestServer,
  {tenant, targets, actors, deedOf}: {tenant: TestTenant; targets: readonly TestUser[]; actors: readonly TestUser[]; deedOf: () => Deed},
): Promise<void> => {
  const answers = await atOnce(
    times(CONNECTIONS, (index) => {
      const [target, actor, deed] = [targets[index % 2], actors[index % 2], deedOf()];
      return () => (target && actor ? deed(server, tenant, target, actor) : assert.fail());
    }),
  );
  const left = await administratorsOf(server, tenant);
  assert.equal(left.length, 1, `administrators left: ${left.length}`);
  assert.equal(countOf(answers, 200) + countOf(answers, 204), 1);
};

const each = (deeds: string, deedOf: (random: () => number) => Deed): Race[] => [
  {
    title: `E4, G4: the two last administrators ${deeds} each other: exactly one succeeds`,
    answers: [200, 204, 401, 403, 404, 409, 412],
    run: async (server, round) => {
      const tenant = await server.freshTenant();
      const pair = [tenant.administrator, await tenant.addUser({role: 'tenant-admin'})];
      await meet(round, server, {tenant, targets: pair, actors: pair.toReversed(), deedOf: () => deedOf(round.random)});
    },
  },
  {
    title: `E4, G4: two others ${deeds} the two last administrators: exactly one succeeds`,
    answers: [200, 204, 404, 409, 412],
    run: async (server, round) => {
      const tenant = await server.freshTenant();
      const targets = [tenant.administrator, await tenant.addUser({role: 'tenant-admin'})];
      const actors = [await addHelper(server, tenant, PERMISSIONS), await addHelper(server, tenant, PERMISSIONS)];
      await meet(round, server, {tenant, targets, actors, deedOf: () => deedOf(round.random)});
    },
  },
];

holdRaces('last administrators', [
  ...Object.entries(DEEDS).flatMap(([deed, run]) => each(deed, () => run)),
  ...each('demote, deactivate or delete', (random) => Object.values(DEEDS)[Math.floor(random() * 3)] ?? DEEDS.delete),
]);
