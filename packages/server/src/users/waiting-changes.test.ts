import assert from 'node:assert/strict';
import {afterEach, describe, test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {PERMISSIONS} from '@tenantry/sdk/contract';
import {insertUsers} from '../tenants/insert-users.ts';
import {lockTenant} from '../tenants/lock.queries.ts';
import {signedIn, TestBrowser} from '../testing/browser.ts';
import {act, administratorsOf, type Changed, change, reset} from '../testing/changed-users.ts';
import {engines} from '../testing/engines.ts';
import {waitingForLock} from '../testing/locks.ts';
import {addHelper, addRole, create, JOHN} from '../testing/new-users.ts';
import {useTestServer} from '../testing/server.ts';
import {TEST_PASSWORD, type TestTenant, type TestUser} from '../testing/tenants.ts';

const ROUNDS = 20;
const CONNECTIONS = 10;

// The embedded database has one connection: no transaction of it ever waits for another.
for (const engine of engines.filter(({name}) => name === 'PostgreSQL')) {
  describe(`changes of users that had to wait on ${engine.name}`, {skip: engine.skip}, () => {
    let repeats = 0;
    const server = useTestServer({
      ...engine,
      create: async (options) => {
        const database = await engine.create(options);
        return {
          ...database,
          inTenant: (tenantId, work) => {
            let runs = 0;
            return database.inTenant(tenantId, (transaction) => {
              repeats += runs++ > 0 ? 1 : 0;
              return work(transaction);
            });
          },
        };
      },
    });
    // The database ends a deadlock by having one of the two do its work again.
    afterEach(() => assert.deepEqual([repeats, server.logger.entries], [0, []]));

    const demote = (tenant: TestTenant, user: TestUser, as: TestUser, ifMatch = '*'): Promise<Changed> =>
      change(server, tenant, user, {roleId: tenant.roleIds['tenant-user']}, {as, ifMatch});

    const deputyOf = (tenant: TestTenant): Promise<TestUser> => addHelper(server, tenant, PERMISSIONS);

    test('D3: the tenant comes first: two administrators who act on each other wait for it, and hold nobody’s row meanwhile', async () => {
      const tenant = await server.freshTenant();
      const pair = [tenant.administrator, await tenant.addUser({role: 'tenant-admin'})] as const;
      const going: Promise<Changed>[] = [];
      await server.database.inTenant(tenant.id, async (transaction) => {
        await lockTenant(transaction, tenant.id);
        going.push(demote(tenant, pair[1], pair[0]), demote(tenant, pair[0], pair[1]));
        await waitingForLock(server.database, 2);
        const free = await transaction.selectFrom('users').select('id').where('tenant_id', '=', tenant.id).forUpdate().noWait().execute();
        assert.equal(free.length, 2);
      });
      assert.deepEqual((await Promise.all(going)).map(({status}) => status).toSorted(), [200, 403]);
    });

    test('D3: the audit’s counter comes last: who waits for a user does not hold what that user’s own change still needs', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const {waiting} = await server.database.inTenant(tenant.id, async (transaction) => {
        await transaction.selectFrom('users').select('id').where('id', '=', user.id).forNoKeyUpdate().execute();
        const sent = change(server, tenant, user, {firstName: 'New'});
        await waitingForLock(server.database);
        await transaction
          .selectFrom('tenant_profiles')
          .select('tenant_id')
          .where('tenant_id', '=', tenant.id)
          .forUpdate()
          .noWait()
          .execute();
        return {waiting: sent};
      });
      assert.equal((await waiting).status, 200);
    });

    test('E1: a change that waits while its user changes is told so', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const {waiting} = await server.database.inTenant(tenant.id, async (transaction) => {
        await transaction.updateTable('users').set({first_name: 'First', version: 2}).where('id', '=', user.id).execute();
        const sent = change(server, tenant, user, {lastName: 'Late'}, {ifMatch: '"1"'});
        await waitingForLock(server.database);
        return {waiting: sent};
      });
      const {status, body} = await waiting;
      assert.deepEqual([status, body.current.firstName], [412, 'First']);
    });

    test('A4: a change that waits while its caller loses the permission for one of its members is refused', async () => {
      const tenant = await server.freshTenant();
      const [user, helper] = [await tenant.addUser(), await tenant.addUser({role: 'tenant-admin'})];
      const editor = await addRole(server, tenant, 'editor', ['users.update']);
      const {waiting} = await server.database.inTenant(tenant.id, async (transaction) => {
        await transaction.updateTable('users').set({role_id: editor}).where('id', '=', helper.id).execute();
        const sent = change(server, tenant, user, {roleId: tenant.roleIds.developer}, {as: helper});
        await waitingForLock(server.database);
        return {waiting: sent};
      });
      const {status, body} = await waiting;
      assert.deepEqual([status, body.code, body.required], [403, 'permission-denied', 'users.assignRole']);
    });

    test('L4: an address that a user is just created with is taken, by the constraint', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const made = {username: 'made', email: 'made@aurora.example', firstName: 'Made', lastName: 'Up', note: null, deactivated: null};
      const {waiting} = await server.database.inTenant(tenant.id, async (transaction) => {
        const rest = {createdAt: server.clock.now(), lastSignInAt: null, credential: {type: 'none' as const}};
        await insertUsers(transaction, tenant.id, [{...made, ...rest, id: server.newId('usr'), roleId: tenant.roleIds.developer ?? ''}]);
        const sent = change(server, tenant, user, {email: 'MADE@aurora.example'});
        await waitingForLock(server.database);
        return {waiting: sent};
      });
      const {status, body} = await waiting;
      assert.deepEqual([status, body.code, body.errors[0].pointer], [409, 'email-taken', '#/email']);
    });

    test('D3: a role that is disabled while somebody waits to give it is not given, neither to a user nor to a new one', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      for (const [key, give] of [
        ['one', (roleId: string) => change(server, tenant, user, {roleId})],
        ['other', (roleId: string) => create(server, tenant, {...JOHN, roleId})],
      ] as const) {
        const roleId = await addRole(server, tenant, key, ['roles.read']);
        const {waiting} = await server.database.asOwner((owner) =>
          owner.transaction().execute(async (transaction) => {
            await transaction.updateTable('roles').set({status: 'disabled'}).where('id', '=', roleId).execute();
            const sent = give(roleId);
            await waitingForLock(server.database);
            return {waiting: sent};
          }),
        );
        const {status, body} = await waiting;
        assert.deepEqual([status, body.code], [422, 'role-not-assignable'], key);
      }
    });

    test(`E4: two last administrators demote each other, ${ROUNDS} times with ${CONNECTIONS} requests: exactly one succeeds`, async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const tenant = await server.freshTenant();
        const pair = [tenant.administrator, await tenant.addUser({role: 'tenant-admin'})] as const;
        const answers = await Promise.all(
          Array.from({length: CONNECTIONS}, (_, index) =>
            index % 2 === 0 ? demote(tenant, pair[1], pair[0], '"1"') : demote(tenant, pair[0], pair[1], '"1"'),
          ),
        );
        const statuses = answers.map(({status}) => status);
        assert.equal(statuses.filter((status) => status === 200).length, 1, String(statuses));
        assert.deepEqual(
          statuses.filter((status) => ![200, 403, 412].includes(status)),
          [],
        );
        assert.equal((await administratorsOf(server, tenant)).length, 1);
      }
    });

    test(`E4, G4: two others demote the two last administrators, ${ROUNDS} times with ${CONNECTIONS} requests: exactly one succeeds`, async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const tenant = await server.freshTenant();
        const targets = [tenant.administrator, await tenant.addUser({role: 'tenant-admin'})];
        const deputies = [await deputyOf(tenant), await deputyOf(tenant)];
        const answers = await Promise.all(
          Array.from({length: CONNECTIONS}, (_, index) => {
            const [target = tenant.administrator, deputy = tenant.administrator] = [targets[index % 2], deputies[index % 2]];
            return demote(tenant, target, deputy, '"1"');
          }),
        );
        const statuses = answers.map(({status}) => status);
        assert.equal(statuses.filter((status) => status === 200).length, 1, String(statuses));
        assert.deepEqual(
          statuses.filter((status) => ![200, 409, 412].includes(status)),
          [],
        );
        assert.equal((await administratorsOf(server, tenant)).length, 1);
      }
    });

    const rename = (browser: TestBrowser): Promise<Response> =>
      browser.request('/v1/me', {method: 'PATCH', json: {firstName: 'Late'}, headers: {'If-Match': '*'}});

    const sessionsOf = async (tenant: TestTenant, {id}: Pick<TestUser, 'id'>): Promise<number> =>
      (
        await server.database.inTenant(tenant.id, (transaction) =>
          transaction.selectFrom('sessions').select('id').where('user_id', '=', id).execute(),
        )
      ).length;

    /** The statuses of requests that come one after the other while somebody holds the user's row: they go on in that order. */
    const inOrder = async (
      tenant: TestTenant,
      {id}: TestUser,
      sends: readonly (() => Promise<{readonly status: number}>)[],
    ): Promise<number[]> => {
      const going: Promise<{readonly status: number}>[] = [];
      await server.database.inTenant(tenant.id, async (transaction) => {
        await transaction.selectFrom('users').select('id').where('id', '=', id).forNoKeyUpdate().execute();
        for (const send of sends) {
          going.push(send());
          await waitingForLock(server.database, going.length);
        }
      });
      return (await Promise.all(going)).map(({status}) => status);
    };

    test('A4, E6: a user’s own change that is under way when the user is deactivated happens before it or not at all', async () => {
      const tenant = await server.freshTenant();
      const changeOwn = async (isFirst: boolean): Promise<unknown> => {
        const user = await tenant.addUser();
        const browser = await signedIn(server, tenant, user);
        const sends = [() => rename(browser), () => act(server, tenant, user, 'deactivate')];
        const statuses = await inOrder(tenant, user, isFirst ? sends : sends.toReversed());
        const {body} = await act(server, tenant, user, 'reactivate');
        return [statuses, body.firstName, await sessionsOf(tenant, user)];
      };
      assert.deepEqual(await changeOwn(true), [[200, 200], 'Late', 0]);
      assert.deepEqual(await changeOwn(false), [[200, 401], 'Uma', 0]);
    });

    test('A4: a sign-in that waits while its user is deactivated opens nothing; one that came first is ended', async () => {
      const tenant = await server.freshTenant();
      for (const isFirst of [true, false]) {
        const user = await tenant.addUser();
        const browser = new TestBrowser(server);
        const sends = [() => browser.signIn(tenant, user), () => act(server, tenant, user, 'deactivate')];
        const statuses = await inOrder(tenant, user, isFirst ? sends : sends.toReversed());
        assert.deepEqual([statuses, await sessionsOf(tenant, user)], [isFirst ? [201, 200] : [200, 401], 0]);
        assert.equal((await browser.request('/v1/me')).status, 401);
      }
    });

    test('L7, A10: a sign-in by the old password, or a new one of one’s own, that waits while it is reset comes to nothing', async () => {
      const tenant = await server.freshTenant();
      const chosen = {currentPassword: TEST_PASSWORD, newPassword: 'copper kettle meadow 71'};
      for (const isFirst of [true, false]) {
        const [user, other] = [await tenant.addUser(), await tenant.addUser()];
        const browsers = [new TestBrowser(server), await signedIn(server, tenant, other)] as const;
        const order = <Item>(items: Item[]): Item[] => (isFirst ? items : items.toReversed());
        const signing = order([() => browsers[0].signIn(tenant, user), () => reset(server, tenant, user)]);
        assert.deepEqual(await inOrder(tenant, user, signing), isFirst ? [201, 200] : [200, 401]);
        const choosing = order([() => browsers[1].request('/v1/me/password', {json: chosen}), () => reset(server, tenant, other)]);
        assert.deepEqual(await inOrder(tenant, other, choosing), isFirst ? [204, 200] : [200, 401]);
        for (const [index, {id}] of [user, other].entries()) {
          assert.equal((await browsers[index]?.request('/v1/me'))?.status, 401);
          assert.equal(await sessionsOf(tenant, {id}), 0);
        }
        assert.equal((await new TestBrowser(server).signIn(tenant, {...other, password: chosen.newPassword})).status, 401);
      }
    });

    test(`A4: deactivation and sign-ins at once, ${ROUNDS} times with ${CONNECTIONS} requests: nobody deactivated has a session`, async () => {
      const tenant = await server.freshTenant();
      for (let round = 0; round < ROUNDS; round++) {
        const user = await tenant.addUser();
        const browsers = Array.from({length: CONNECTIONS - 1}, () => new TestBrowser(server));
        const [off, ...answers] = await Promise.all([
          // Later from round to round, so that it meets sign-ins at each of their steps.
          sleep(round).then(() => act(server, tenant, user, 'deactivate')),
          ...browsers.map((browser) => browser.signIn(tenant, user)),
        ]);
        assert.equal(off.status, 200);
        assert.deepEqual(
          answers.map(({status}) => status).filter((status) => ![201, 401, 403].includes(status)),
          [],
        );
        assert.equal(await sessionsOf(tenant, user), 0);
        const after = await Promise.all(browsers.map((browser) => browser.request('/v1/me')));
        assert.deepEqual([...new Set(after.map(({status}) => status))], [401]);
      }
    });

    test(`E4: two last administrators deactivate each other, ${ROUNDS} times with ${CONNECTIONS} requests: exactly one succeeds`, async () => {
      for (let round = 0; round < ROUNDS; round++) {
        const tenant = await server.freshTenant();
        const pair = [tenant.administrator, await tenant.addUser({role: 'tenant-admin'})] as const;
        const answers = await Promise.all(
          Array.from({length: CONNECTIONS}, (_, index) =>
            act(server, tenant, pair[1 - (index % 2)] ?? pair[0], 'deactivate', {as: pair[index % 2] ?? pair[0], ifMatch: '"1"'}),
          ),
        );
        const statuses = answers.map(({status}) => status);
        assert.equal(statuses.filter((status) => status === 200).length, 1, String(statuses));
        assert.deepEqual(
          statuses.filter((status) => ![200, 401, 412].includes(status)),
          [],
        );
      }
    });

    test('D3: administrators who create, change each other and rename themselves at once never meet in a deadlock', async () => {
      const tenant = await server.freshTenant();
      const pair = [tenant.administrator, await tenant.addUser({role: 'tenant-admin'})] as const;
      const rename = (as: TestUser): Promise<Response> =>
        server.request('/v1/me', {as, method: 'PATCH', json: {firstName: `Self ${as.id}`}, headers: {'If-Match': '*'}});
      const statuses = new Set<number>();
      // One round after another: whoever waits for a row for two seconds is told so, which is no deadlock.
      for (let round = 0; round < 8; round++) {
        const answers = await Promise.all(
          pair.flatMap((as, index): Promise<{readonly status: number}>[] => {
            const username = `new.${round}.${index}`;
            return [
              change(server, tenant, pair[1 - index] ?? as, {note: username}, {as}),
              create(server, tenant, {...JOHN, username, email: `${username}@aurora.example`}, as),
              rename(as),
            ];
          }),
        );
        answers.forEach(({status}) => statuses.add(status));
      }
      assert.deepEqual([...statuses].toSorted(), [200, 201]);
    });
  });
}
