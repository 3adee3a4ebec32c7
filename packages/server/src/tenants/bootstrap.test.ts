import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {PERMISSIONS} from '@tenantry/sdk/contract';
import type {Database} from '../db/database.ts';
import {idMaker} from '../ids.ts';
import {createPasswords} from '../passwords/passwords.ts';
import {engines} from '../testing/engines.ts';
import {TestClock, TestHasher} from '../testing/ports.ts';
import {type Bootstrap, type Bootstrapped, bootstrap, UnusableBootstrap} from './bootstrap.ts';

const FIRST: Bootstrap = {
  tenant: {slug: 'demo', name: 'Demo'},
  administrator: {username: 'Tenant.Admin', email: 'tenant.admin@demo.example', firstName: 'Ada', lastName: 'Núñez'},
};

const random = (bytes: Uint8Array<ArrayBuffer>): Uint8Array => crypto.getRandomValues(bytes);

for (const engine of engines) {
  describe(`the first tenant on ${engine.name}`, {skip: engine.skip}, () => {
    const clock = new TestClock();
    const hasher = new TestHasher();

    const begin = (database: Database, first: Bootstrap = FIRST): Promise<Bootstrapped | undefined> =>
      bootstrap(first, {
        database,
        now: clock.now,
        newId: idMaker(clock.now, random),
        publicUrl: new URL('https://portal.example/api'),
        passwords: createPasswords({hasher, random, blocklist: new Set(['correct horse battery'])}),
      });

    const withDatabase = async (work: (database: Database) => Promise<void>): Promise<void> => {
      const database = await engine.create({migrated: true});
      try {
        await work(database);
      } finally {
        await database.close();
      }
    };

    test('D7: an empty database gets a tenant, its five roles and an administrator, and never again', () =>
      withDatabase(async (database) => {
        const first = (await begin(database)) ?? assert.fail();
        const {tenantId, administratorId, password, roleIds} = first;
        assert.match(password ?? '', /^[2-9A-HJ-NP-Z]{5}(-[2-9A-HJ-NP-Z]{5}){3}$/);
        assert.equal(await begin(database), undefined);
        assert.equal(await begin(database, {...FIRST, tenant: {slug: 'other', name: 'Other'}}), undefined);
        await database.inTenant(tenantId, async (transaction) => {
          const tenants = await transaction.selectFrom('tenants').selectAll().execute();
          assert.deepEqual(tenants, [{id: tenantId, slug: 'demo', status: 'active'}]);
          const profile = await transaction.selectFrom('tenant_profiles').selectAll().executeTakeFirstOrThrow();
          assert.equal(profile.name, 'Demo');
          assert.equal(profile.settings.loginUrl, 'https://portal.example/');
          assert.equal(profile.settings.passwordPolicy.minLength, 15);
          assert.equal(profile.default_role_id, roleIds['tenant-user']);
          const roles = await transaction.selectFrom('roles').select(['key', 'permissions', 'description']).orderBy('key').execute();
          assert.deepEqual(
            roles.map(({key}) => key),
            ['analyst', 'auditor', 'developer', 'tenant-admin', 'tenant-user'],
          );
          assert.deepEqual(roles.find(({key}) => key === 'tenant-admin')?.permissions, [...PERMISSIONS]);
          assert.ok(roles.every(({description}) => description.length >= 1 && description.length <= 500));
          const [user, ...others] = await transaction.selectFrom('users').selectAll().execute();
          assert.equal(others.length, 0);
          assert.equal(user?.id, administratorId);
          assert.deepEqual(
            [user?.username, user?.username_key, user?.last_name_key, user?.role_id, user?.credential, user?.created_by_type],
            ['Tenant.Admin', 'tenant.admin', 'nunez', roleIds['tenant-admin'], 'password', 'system'],
          );
          const credential = await transaction.selectFrom('credentials').selectAll().executeTakeFirstOrThrow();
          assert.equal(await hasher.verify(password ?? '', credential.hash), true);
          assert.deepEqual([credential.temporary, credential.expires_at], [false, null]);
          const [created, ...rest] = await transaction.selectFrom('audit_events').selectAll().execute();
          assert.equal(rest.length, 0);
          assert.deepEqual([created?.action, created?.actor_type, created?.target_id], ['user.created', 'system', administratorId]);
        });
      }));

    test('D7: what cannot be stored is refused by name, a password with the rules it breaks; then nothing is made', () =>
      withDatabase(async (database) => {
        const refused = async (password: string, rules: readonly string[]): Promise<void> => {
          await assert.rejects(begin(database, {...FIRST, administrator: {...FIRST.administrator, password}}), (error) => {
            assert.ok(error instanceof UnusableBootstrap);
            assert.deepEqual(error.rules, rules);
            assert.ok(rules.every((rule) => error.message.includes(rule)));
            assert.ok(!error.message.includes(password));
            return true;
          });
        };
        await refused('pa55w0rd', ['too-short']);
        await refused('tenant.admin is it', ['contains-personal']);
        await refused('correct horse battery', ['blocklisted']);
        const {tenant, administrator} = FIRST;
        for (const [first, what] of [
          [{tenant: {...tenant, slug: 'De_mo'}, administrator}, /slug/],
          [{tenant: {...tenant, name: ''}, administrator}, /tenant's name/],
          [{tenant, administrator: {...administrator, username: 'tenant admin'}}, /username/],
          [{tenant, administrator: {...administrator, email: 'nobody'}}, /e-mail/],
          [{tenant, administrator: {...administrator, firstName: 'A\0'}}, /first name/],
        ] as const) {
          await assert.rejects(begin(database, first), (error) => error instanceof UnusableBootstrap && what.test(error.message));
        }
        const given = {...FIRST, administrator: {...administrator, password: 'nine brown paper bags'}};
        assert.equal((await begin(database, given))?.password, null, 'what was given is not handed back');
      }));

    test('D7, A1: of several starts at once one makes the tenant, and what issuers call it', () =>
      withDatabase(async (database) => {
        const first = {...FIRST, tenant: {...FIRST.tenant, issuers: [{issuer: 'https://login.example', claim: 'acme'}]}};
        const made = await Promise.all([begin(database, first), begin(database, first), begin(database, first)]);
        const [only, ...others] = made.filter((each) => each !== undefined);
        assert.equal(others.length, 0);
        const issuers = await database.lookup((lookup) => lookup.selectFrom('issuers').selectAll().execute());
        assert.deepEqual(issuers, [{issuer: 'https://login.example', tenant_claim: 'acme', tenant_id: only?.tenantId}]);
      }));
  });
}
