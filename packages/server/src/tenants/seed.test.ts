import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {normalizeEmail, textProblem, usernameKey} from '@tenantry/sdk/contract';
import {useTestDatabase} from '../testing/database.ts';
import {engines} from '../testing/engines.ts';
import {sortKey, userWords} from '../users/keys.ts';
import {believableName, believableUser} from './believable-users.ts';
import {type SeedProgress, seedTeam, seedUsers} from './seed.ts';

const roleIds = {'tenant-admin': 'A', developer: 'D', 'tenant-user': 'U', analyst: 'N', auditor: 'R'};
const now = new Date('2026-03-02T09:00:00.000Z');

test('believable users have usernames, addresses and names that the contract takes, and all differ', () => {
  const usernames = new Set<string>();
  for (let index = 0; index < 30_000; index++) {
    const user = believableUser(index, {now, domain: 'demo.example', roleIds});
    assert.equal(usernameKey(user.username), user.username);
    assert.equal(normalizeEmail(user.email), user.email);
    assert.equal(textProblem(user.firstName) ?? textProblem(user.lastName), undefined);
    assert.ok(user.createdAt < now);
    assert.ok(user.lastSignInAt === null || (user.lastSignInAt >= user.createdAt && user.lastSignInAt <= now));
    assert.ok(user.deactivated === null || (user.deactivated.at >= (user.lastSignInAt ?? user.createdAt) && user.deactivated.at <= now));
    assert.equal(user.credential.type, user.lastSignInAt ? 'external' : 'none');
    usernames.add(user.username);
  }
  assert.equal(usernames.size, 30_000);
  assert.deepEqual(believableUser(7, {now, domain: 'demo.example', roleIds}), believableUser(7, {now, domain: 'demo.example', roleIds}));
  assert.throws(() => believableName(-1), RangeError);
});

for (const engine of engines) {
  describe(`seeding on ${engine.name}`, {skip: engine.skip}, () => {
    const parts = useTestDatabase(engine);

    const read = (id: string) =>
      parts.database.inTenant(id, async (transaction) => ({
        users: await transaction.selectFrom('users').selectAll().where('tenant_id', '=', id).orderBy('username_key').execute(),
        words: await transaction.selectFrom('user_words').selectAll().where('tenant_id', '=', id).execute(),
        activity: await transaction
          .selectFrom('user_activity')
          .select(['user_id', 'last_sign_in_at'])
          .where('tenant_id', '=', id)
          .execute(),
        credentials: await transaction.selectFrom('credentials').select('user_id').where('tenant_id', '=', id).execute(),
        externals: await transaction.selectFrom('external_ids').select('user_id').where('tenant_id', '=', id).execute(),
        audit: await transaction.selectFrom('audit_events').select(['seq', 'action']).where('tenant_id', '=', id).execute(),
      }));

    test('the team are twelve in different states, none with a password, each in the audit trail', async () => {
      const {id, slug, administrator} = await parts.freshTenant();
      await seedTeam(slug, {database: parts.database, clock: parts.clock.now});
      const {users, activity, credentials, audit} = await read(id);
      const team = users.filter((user) => user.id !== administrator.id);
      assert.equal(team.length, 12);
      assert.deepEqual(credentials, [{user_id: administrator.id}]);
      assert.deepEqual(new Set(team.map(({credential}) => credential)), new Set(['none', 'external']));
      assert.deepEqual(new Set(team.map(({status}) => status)), new Set(['active', 'deactivated']));
      const never = activity.filter((row) => row.last_sign_in_at === null && row.user_id !== administrator.id);
      assert.equal(never.length, team.filter(({credential}) => credential === 'none').length);
      assert.equal(new Set(team.map((user) => user.created_at.getTime())).size, 12);
      assert.equal(audit.length, 13);
    });

    test('believable users are written as the server writes users: keys, words, activity', async () => {
      const {id, slug, administrator} = await parts.freshTenant();
      const progress: SeedProgress[] = [];
      await seedUsers(slug, 1200, {database: parts.database, clock: parts.clock.now, onProgress: (each) => progress.push(each)});
      const {users, words, activity, externals} = await read(id);
      assert.equal(users.length, 1201);
      assert.deepEqual(
        progress.map(({done}) => done),
        [50, 1000, 1200],
      );
      const added = users.filter((user) => user.id !== administrator.id);
      assert.equal(activity.filter(({user_id}) => user_id !== administrator.id).length, 1200);
      assert.equal(externals.length - 1, added.filter(({credential}) => credential === 'external').length);
      for (const user of added.slice(0, 100)) {
        assert.equal(user.last_name_key, sortKey(user.last_name));
        const expected = userWords({username: user.username, email: user.email, firstName: user.first_name, lastName: user.last_name});
        const found = words.filter(({user_id}) => user_id === user.id).map(({word, is_username}) => ({word, isUsername: is_username}));
        assert.deepEqual(new Set(found.map(({word}) => word)), new Set(expected.map(({word}) => word)));
        assert.deepEqual(
          found
            .filter(({isUsername}) => isUsername)
            .map(({word}) => word)
            .toSorted(),
          expected
            .filter(({isUsername}) => isUsername)
            .map(({word}) => word)
            .toSorted(),
        );
      }
    });

    test('as many come as were asked for, beside the team and its namesakes', async () => {
      const {id, slug} = await parts.freshTenant();
      await seedTeam(slug, {database: parts.database, clock: parts.clock.now});
      await seedUsers(slug, 300, {database: parts.database, clock: parts.clock.now});
      assert.equal((await read(id)).users.length, 1 + 12 + 300);
    });

    test('filling again adds only those who are missing, and leaves a taken name to whoever has it', async () => {
      const tenant = await parts.freshTenant();
      const {username} = believableName(3);
      const {id: taken} = await tenant.addUser({username});
      await seedUsers(tenant.slug, 60, {database: parts.database, clock: parts.clock.now});
      await seedUsers(tenant.slug, 60, {database: parts.database, clock: parts.clock.now});
      await seedUsers(tenant.slug, 70, {database: parts.database, clock: parts.clock.now});
      const {users, activity} = await read(tenant.id);
      assert.equal(users.length, 71);
      assert.equal(activity.length, 71);
      assert.equal(users.find((user) => user.username === username)?.id, taken);
    });
  });
}
