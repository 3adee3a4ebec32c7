import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {isProblem, type TenantClient} from '@tenantry/sdk';
import {USER_LIST} from '@tenantry/sdk/contract';
import {engines} from '../testing/engines.ts';
import {type TestServer, useTestServer} from '../testing/server.ts';
import {principalOf, type TestTenant, type TestUserOptions} from '../testing/tenants.ts';
import {readerOf} from './allowed-actions.ts';
import {findUsers} from './list.queries.ts';

const FIRST = Date.parse('2026-01-01T00:00:00.000Z');
const DAY_MS = 86_400_000;

const TEAM: readonly TestUserOptions[] = [
  {username: 'Anna.Berg', firstName: 'Anna', lastName: 'Ångström', email: 'zoe@aurora.example', lastSignInAt: new Date(FIRST + DAY_MS)},
  {username: 'b-lee', firstName: 'Bo', lastName: 'Lee', role: 'developer', deactivated: {at: new Date(FIRST), reason: null}},
  {username: 'carl_von', firstName: 'Carl', lastName: 'von Ab', lastSignInAt: new Date(FIRST + 2 * DAY_MS), role: 'auditor'},
  {username: 'dora9', firstName: 'Dora', lastName: 'lee', lastSignInAt: new Date(FIRST + DAY_MS)},
  {username: 'emil', firstName: 'Émile', lastName: 'Zola', email: 'Anna@aurora.example'},
  {username: 'fay', firstName: 'Fay', lastName: '王', role: 'developer'},
];

const withTeam = async (server: TestServer): Promise<TestTenant> => {
  const tenant = await server.freshTenant();
  for (const [index, user] of TEAM.entries()) {
    await tenant.addUser({createdAt: new Date(FIRST + index * DAY_MS), ...user});
  }
  return tenant;
};

type ListOptions = Parameters<TenantClient['users']['list']>[0];

for (const engine of engines) {
  describe(`listing users on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    const names = async (tenant: TestTenant, options: ListOptions): Promise<string[]> =>
      (await server.client(tenant.administrator).users.list(options)).items.map(({username}) => username);

    const status = async (tenant: TestTenant, query: string): Promise<readonly [number, string | undefined]> => {
      const response = await server.request(`${tenant.path}/users${query}`, {as: tenant.administrator});
      return [response.status, ((await response.json()) as {code?: string}).code];
    };

    test('W14: each sort has its order, descending the reverse of it; who never signed in is last in both', async () => {
      const tenant = await withTeam(server);
      const ascending = {
        username: ['Anna.Berg', 'b-lee', 'carl_von', 'dora9', 'emil', 'fay', 'tenant.admin'],
        email: ['emil', 'b-lee', 'carl_von', 'dora9', 'fay', 'tenant.admin', 'Anna.Berg'],
        createdAt: ['Anna.Berg', 'b-lee', 'carl_von', 'dora9', 'emil', 'fay', 'tenant.admin'],
      };
      for (const [sort, order] of Object.entries(ascending)) {
        assert.deepEqual(await names(tenant, {sort: sort as 'username'}), order, sort);
        assert.deepEqual(await names(tenant, {sort: `-${sort}` as '-username'}), order.toReversed(), `-${sort}`);
      }
      // Keys, not what was typed: Å is a, capitals are not first; what has no Latin letter comes after all that has.
      const byLastName = await names(tenant, {sort: 'lastName'});
      assert.deepEqual(byLastName.slice(0, 2), ['tenant.admin', 'Anna.Berg']);
      assert.deepEqual(new Set(byLastName.slice(2, 4)), new Set(['b-lee', 'dora9']));
      assert.deepEqual(byLastName.slice(4), ['carl_von', 'emil', 'fay']);
      const bySignIn = await names(tenant, {sort: 'lastSignInAt'});
      const bySignInDown = await names(tenant, {sort: '-lastSignInAt'});
      const never = new Set(['b-lee', 'emil', 'fay', 'tenant.admin']);
      assert.deepEqual([new Set(bySignIn.slice(0, 2)), bySignIn[2]], [new Set(['Anna.Berg', 'dora9']), 'carl_von']);
      assert.deepEqual([bySignInDown[0], new Set(bySignInDown.slice(1, 3))], ['carl_von', new Set(['Anna.Berg', 'dora9'])]);
      assert.deepEqual([new Set(bySignIn.slice(3)), new Set(bySignInDown.slice(3))], [never, never]);
      assert.equal((await names(tenant, {sort: '-status'}))[0], 'b-lee');
    });

    test('S0-25, W11: paging reaches every user of the tenant once, in every order, there and back, and none of another', async () => {
      const tenant = await withTeam(server);
      await withTeam(server);
      const client = server.client(tenant.administrator);
      const everybody = (await client.users.list()).items.map(({id}) => id).toSorted();
      assert.equal(everybody.length, 7);
      for (const sort of USER_LIST.sorts.flatMap((key) => [key, `-${key}`] as const)) {
        const pages: string[][] = [];
        let cursor: string | undefined;
        let last: {prev: string | null; ids: string[]} = {prev: null, ids: []};
        do {
          const page = await client.users.list({sort, limit: 2, ...(cursor !== undefined && {cursor})});
          last = {prev: page.prev, ids: page.items.map(({id}) => id)};
          pages.push(last.ids);
          cursor = page.next ?? undefined;
        } while (cursor !== undefined);
        assert.deepEqual(pages.flat().toSorted(), everybody, sort);
        const back = [last.ids];
        for (let prev = last.prev; prev !== null; ) {
          const page = await client.users.list({sort, limit: 2, cursor: prev});
          back.unshift(page.items.map(({id}) => id));
          prev = page.prev;
        }
        assert.deepEqual(back.flat(), pages.flat(), sort);
      }
    });

    test('W11: the limit is 50, at most 200, at least 1', async () => {
      const tenant = await server.freshTenant();
      const {limit} = await server.client(tenant.administrator).users.list();
      assert.equal(limit, 50);
      const response = await server.request(`${tenant.path}/users?limit=500`, {as: tenant.administrator});
      assert.equal(((await response.json()) as {limit: number}).limit, 200);
      assert.deepEqual(await status(tenant, '?limit=0'), [400, 'invalid-query']);
    });

    test('W12, G6: the total counts what the filters let through; exactly only for who may export', async () => {
      const tenant = await withTeam(server);
      const {users} = server.client(tenant.administrator);
      assert.equal((await users.list()).total, null);
      assert.deepEqual((await users.list({count: 'capped', limit: 1})).total, {value: 7, relation: 'eq'});
      assert.deepEqual((await users.list({count: 'exact', filter: {status: 'active'}})).total, {value: 6, relation: 'eq'});
      assert.deepEqual((await users.list({count: 'capped', filter: {lastSignInAt: {isNull: true}}, limit: 1})).total, {
        value: 4,
        relation: 'eq',
      });
      assert.deepEqual((await users.list({count: 'exact', filter: {q: 'lee'}})).total, {value: 2, relation: 'eq'});
    });

    test('W13: each filter, any of its values, all filters together', async () => {
      const tenant = await withTeam(server);
      const developer = tenant.roleIds.developer ?? '';
      const auditor = tenant.roleIds.auditor ?? '';
      const at = (days: number): string => new Date(FIRST + days * DAY_MS).toISOString();
      const cases: readonly (readonly [NonNullable<ListOptions>['filter'], readonly string[]])[] = [
        [{status: 'deactivated'}, ['b-lee']],
        [{roleId: developer}, ['b-lee', 'fay']],
        [{roleId: [developer, auditor], status: 'active'}, ['carl_von', 'fay']],
        [{roleId: server.newId('rol')}, []],
        [{credential: 'password', username: ['EMIL', 'fay']}, ['emil', 'fay']],
        [{credential: ['none', 'external', 'temporary']}, []],
        [{email: 'ANNA@Aurora.example'}, ['emil']],
        [{email: 'anna'}, []],
        [{username: 'anna.berg'}, ['Anna.Berg']],
        [{createdAt: {gte: at(1), lt: at(3)}}, ['b-lee', 'carl_von']],
        [{createdAt: {gt: at(1), lte: at(3)}}, ['carl_von', 'dora9']],
        [{lastSignInAt: {gte: at(2)}}, ['carl_von']],
        [{lastSignInAt: {isNull: false}}, ['Anna.Berg', 'carl_von', 'dora9']],
        [{lastSignInAt: {isNull: true}, createdAt: {lt: at(10)}}, ['b-lee', 'emil', 'fay']],
      ];
      for (const [filter, expected] of cases) {
        for (const sort of ['username', 'lastSignInAt'] as const) {
          const found = await names(tenant, {...(filter && {filter}), sort});
          assert.deepEqual(found.toSorted(), expected.toSorted(), JSON.stringify(filter));
        }
      }
      for (const query of [
        '?status=gone',
        '?roleId=x',
        '?createdAt=2026',
        '?createdAt.gte=yesterday',
        '?lastSignInAt.isNull=perhaps',
        '?name=x',
      ]) {
        assert.deepEqual(await status(tenant, query), [400, 'invalid-query'], query);
      }
    });

    test('W13: every word of q begins some word of username, names or e-mail; marks and case do not matter; nothing is a wildcard', async () => {
      const tenant = await withTeam(server);
      const cases: Readonly<Record<string, readonly string[]>> = {
        anna: ['Anna.Berg', 'emil'],
        'ANNA ber': ['Anna.Berg'],
        angstrom: ['Anna.Berg'],
        'Ång zoe': ['Anna.Berg'],
        emile: ['emil'],
        lee: ['b-lee', 'dora9'],
        'lee dora': ['dora9'],
        ee: [],
        aurora: ['Anna.Berg', 'b-lee', 'carl_von', 'dora9', 'emil', 'fay', 'tenant.admin'],
        王: [],
        '%': ['Anna.Berg', 'b-lee', 'carl_von', 'dora9', 'emil', 'fay', 'tenant.admin'],
        ann_: ['Anna.Berg', 'emil'],
        'do%9': [],
        // A word of one character is looked for in the username only.
        b: ['Anna.Berg', 'b-lee'],
        'z anna': [],
      };
      for (const [q, expected] of Object.entries(cases)) {
        assert.deepEqual((await names(tenant, {filter: {q}})).toSorted(), expected.toSorted(), q);
      }
      assert.deepEqual(await status(tenant, `?q=${'x'.repeat(101)}`), [400, 'invalid-query']);
    });

    test('E8: while rows come, go and are renamed, an unchanged row appears exactly once', async () => {
      const tenant = await server.freshTenant();
      const {users} = server.client(tenant.administrator);
      const unchanged = new Set<string>();
      const passing: string[] = [];
      for (let index = 0; index < 30; index++) {
        const {id} = await tenant.addUser({
          username: `row${String(index).padStart(2, '0')}`,
          lastName: `Row ${String(index).padStart(2, '0')}`,
        });
        if (index % 3 === 0) {
          passing.push(id);
        } else {
          unchanged.add(id);
        }
      }
      const seen: string[] = [];
      let cursor: string | undefined;
      for (let page = 0; ; page++) {
        const {items, next} = await users.list({sort: 'lastName', limit: 4, ...(cursor !== undefined && {cursor})});
        seen.push(...items.map(({id}) => id));
        await tenant.addUser({username: `late${page}`, lastName: page % 2 ? 'Aaron' : 'Row 15'});
        const id = passing.shift() ?? '';
        await server.database.asOwner(async (owner) => {
          if (page % 2) {
            await owner.deleteFrom('users').where('tenant_id', '=', tenant.id).where('id', '=', id).execute();
          } else {
            await owner
              .updateTable('users')
              .set({last_name_key: page % 4 ? 'aa' : 'zz'})
              .where('tenant_id', '=', tenant.id)
              .where('id', '=', id)
              .execute();
          }
        });
        if (next === null) {
          break;
        }
        cursor = next;
      }
      const counts = seen.filter((id) => unchanged.has(id));
      assert.deepEqual(counts.toSorted(), [...unchanged].toSorted());
    });

    test('E10: a cursor that was edited, is older than a day, or belongs to another tenant, user, filter or order is invalid', async () => {
      const tenant = await withTeam(server);
      const other = await withTeam(server);
      const colleague = await tenant.addUser({role: 'auditor'});
      const admin = server.client(tenant.administrator);
      const {next} = await admin.users.list({limit: 2, filter: {status: 'active'}});
      assert.ok(next);
      const edited = `${next.slice(0, -8)}${next.at(-8) === 'A' ? 'B' : 'A'}${next.slice(-7)}`;
      const invalid = (client: TenantClient, options: ListOptions): Promise<void> =>
        assert.rejects(client.users.list(options), (error) => isProblem(error, 'invalid-cursor') && error.status === 400);
      const filter = {status: 'active'} as const;
      await invalid(admin, {limit: 2, filter, cursor: edited});
      await invalid(admin, {limit: 2, filter, cursor: 'nonsense'});
      await invalid(admin, {limit: 2, filter: {status: 'deactivated'}, cursor: next});
      await invalid(admin, {limit: 2, cursor: next});
      await invalid(admin, {limit: 2, filter, sort: 'username', cursor: next});
      await invalid(server.client(colleague), {limit: 2, filter, cursor: next});
      await invalid(server.client(other.administrator), {limit: 2, filter, cursor: next});
      const elsewhere = await server.request(`${other.path}/users?limit=2&status=active&cursor=${next}`, {as: tenant.administrator});
      assert.equal(elsewhere.status, 404);
      assert.equal((await admin.users.list({limit: 3, filter, cursor: next})).items.length, 3);
      server.clock.advance({hours: 25});
      await invalid(admin, {limit: 2, filter, cursor: next});
    });

    test('S1-02, S0-25: who may not read users gets none of them', async () => {
      const tenant = await withTeam(server);
      for (const role of ['tenant-user', 'developer', 'analyst']) {
        const user = await tenant.addUser({role});
        const response = await server.request(`${tenant.path}/users`, {as: user});
        const body = (await response.json()) as Record<string, unknown>;
        assert.deepEqual(
          [response.status, body.code, body.required, body.items],
          [403, 'permission-denied', 'users.read', undefined],
          role,
        );
      }
      assert.equal((await server.request(`${tenant.path}/users`)).status, 401);
      const other = await server.freshTenant();
      assert.equal((await server.request(`${tenant.path}/users`, {as: other.administrator})).status, 404);
      const auditor = await tenant.addUser({role: 'auditor'});
      assert.equal((await server.client(auditor).users.list()).items.length, 11);
    });

    test('the note is for administrators: in a list one’s own row has none', async () => {
      const tenant = await server.freshTenant();
      await tenant.addUser();
      const {items} = await server.client(tenant.administrator).users.list();
      for (const user of items) {
        assert.equal('note' in user, user.id !== tenant.administrator.id);
      }
    });

    test('activity comes only when it is asked for: last sign-in, open sessions, failures of the last day', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({username: 'dora'});
      const {users} = server.client(tenant.administrator);
      const dora = async (include: readonly 'activity'[] = []) => (await users.list({filter: {username: 'dora'}, include})).items[0];
      assert.ok(!('activity' in ((await dora()) ?? {})));
      const none = {lastSignInAt: null, lastActiveAt: null, openSessions: 0, signInFailures24h: 0};
      assert.deepEqual((await dora(['activity']))?.activity, none);
      const headers = {Origin: 'https://portal.example', 'X-Requested-With': 'tenantry'};
      const signIn = (password: string): Promise<Response> =>
        server.request('/v1/session', {json: {tenant: tenant.slug, username: 'dora', password}, headers});
      await signIn('wrong');
      await signIn(user.password);
      await signIn(user.password);
      const at = server.clock.now().toISOString();
      assert.deepEqual((await dora(['activity']))?.activity, {lastSignInAt: at, lastActiveAt: at, openSessions: 2, signInFailures24h: 1});
      server.clock.advance({minutes: 31});
      assert.deepEqual((await dora(['activity']))?.activity, {lastSignInAt: at, lastActiveAt: at, openSessions: 0, signInFailures24h: 1});
      server.clock.advance({hours: 24});
      assert.equal((await dora(['activity']))?.activity?.signInFailures24h, 0);
      assert.equal((await dora())?.version, 1);
    });

    test('T14, T38: the query names its tenant itself: where row-level security does not bind, it finds no other tenant’s users', async () => {
      const tenant = await withTeam(server);
      await withTeam(server);
      const page = await server.database.asOwner((owner) =>
        owner.transaction().execute((transaction) =>
          findUsers(
            transaction,
            tenant.id,
            {
              limit: 200,
              sort: {key: 'createdAt', descending: true},
              count: 'exact',
              include: new Set(['activity']),
              conditions: [{name: 'q', kind: 'words', words: ['aurora']}],
              after: undefined,
            },
            readerOf(transaction, {principal: principalOf(tenant), now: server.clock.now(), resources: []}),
          ),
        ),
      );
      assert.equal(page.items.length, 7);
      assert.deepEqual(new Set(page.items.map(({tenantId}) => tenantId)), new Set([tenant.id]));
      assert.deepEqual(page.total, {value: 7, relation: 'eq'});
    });
  });
}
