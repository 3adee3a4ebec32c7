import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import type {Problem} from '@tenantry/sdk/contract';
import {nativeHasher} from '../passwords/argon2.ts';
import {engines} from '../testing/engines.ts';
import {auditOf, countUsers, create, giveRole, JOHN, outcome} from '../testing/new-users.ts';
import {startTestServer, useTestServer} from '../testing/server.ts';

for (const engine of engines) {
  describe(`creating users on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    test('S0-02, S0-05, W9: an administrator creates a user: 201, Location, ETag, the default role, and the hand-over card', async () => {
      const tenant = await server.freshTenant();
      const {status, headers, body} = await create(server, tenant, {...JOHN, note: ' first\nsecond '});
      assert.equal(status, 201);
      assert.equal(headers.get('etag'), '"1"');
      assert.equal(headers.get('location'), `https://portal.example/api${tenant.path}/users/${body.user.id}`);
      const {id, passwordChangedAt, ...rest} = body.user;
      assert.match(id, /^usr_[0-9a-hjkmnp-tv-z]{26}$/);
      assert.equal(passwordChangedAt, '2026-03-02T09:00:00.000Z');
      assert.deepEqual(rest, {
        tenantId: tenant.id,
        username: 'john.doe',
        email: 'john.doe@example.com',
        emailVerified: false,
        firstName: 'John',
        lastName: 'Doe',
        roleId: tenant.roleIds['tenant-user'],
        role: {id: tenant.roleIds['tenant-user'], key: 'tenant-user', name: 'Tenant User'},
        extraPermissions: [],
        effectivePermissions: [
          'dashboard.editOwn',
          'jobs.read',
          'jobs.submit',
          'models.query',
          'notebooks.use',
          'resources.read',
          'roles.read',
        ],
        status: 'active',
        deactivatedAt: null,
        deactivationReason: null,
        credential: 'temporary',
        temporaryPasswordExpiresAt: '2026-03-03T09:00:00.000Z',
        externalIds: [],
        note: 'first\nsecond',
        createdBy: {type: 'user', id: tenant.administrator.id, label: 'tenant.admin'},
        createdAt: '2026-03-02T09:00:00.000Z',
        updatedAt: '2026-03-02T09:00:00.000Z',
        version: 1,
      });
      const {temporaryPassword, ...handoff} = body.handoff;
      assert.match(temporaryPassword, /^[2-9A-HJ-NP-Z]{5}(-[2-9A-HJ-NP-Z]{5}){3}$/);
      assert.deepEqual(handoff, {
        loginUrl: 'https://portal.example/',
        username: 'john.doe',
        expiresAt: '2026-03-03T09:00:00.000Z',
        delivered: 'shown',
        secretWithheld: false,
      });
    });

    test('W19: who was created is read and listed at once', async () => {
      const tenant = await server.freshTenant();
      const client = server.client(tenant.administrator);
      const {user} = await client.users.create(JOHN);
      assert.deepEqual(await client.users.get(user.id), user);
      assert.ok((await client.users.list()).items.some(({id}) => id === user.id));
      assert.deepEqual(
        (await client.users.list({filter: {q: 'joh'}})).items.map(({id}) => id),
        [user.id],
      );
    });

    test('A6, A10, T17: the temporary password signs in to nothing but choosing another, whose rules that session may read', async () => {
      const tenant = await server.freshTenant();
      const {body} = await create(server, tenant, JOHN);
      const headers = {Origin: 'https://portal.example', 'X-Requested-With': 'tenantry'};
      const credentials = {tenant: tenant.slug, username: 'John.Doe', password: body.handoff.temporaryPassword};
      const signIn = await server.request('/v1/session', {json: credentials, headers});
      assert.equal(signIn.status, 201);
      assert.equal(((await signIn.json()) as any).session.kind, 'passwordChangeRequired');
      const Cookie = signIn.headers.getSetCookie()[0]?.split(';')[0] ?? '';
      const refused = await server.request(`${tenant.path}/users/${body.user.id}`, {headers: {Cookie}});
      assert.equal(((await refused.json()) as Problem).code, 'password-change-required');
      const policy = await server.request(`${tenant.path}/password-policy`, {headers: {Cookie}});
      assert.equal(policy.status, 200);
      assert.equal(((await policy.json()) as any).minLength, 15);
    });

    test('A8, A10: a password that the administrator typed is a temporary one, and is not told again', async () => {
      const tenant = await server.freshTenant();
      const {status, body} = await create(server, tenant, {
        ...JOHN,
        credential: {type: 'password', password: 'violet kettle forgets monday'},
      });
      assert.equal(status, 201);
      assert.equal(body.user.credential, 'temporary');
      assert.equal(body.user.temporaryPasswordExpiresAt, '2026-03-03T09:00:00.000Z');
      assert.equal(body.handoff.temporaryPassword, null);
      assert.ok(!JSON.stringify(body).includes('violet'));
    });

    test('S0-04, A8: a weak password is refused with every rule that it breaks, and not repeated', async () => {
      const tenant = await server.freshTenant();
      for (const [password, rules] of [
        ['violet kettle', ['too-short']],
        ['', ['too-short']],
        ['password', ['too-short', 'blocklisted']],
        ['123456789987654321', ['blocklisted']],
        ['my name is John.Doe ok', ['contains-personal']],
        ['I work at Aurora Research', ['contains-personal']],
        ['x'.repeat(129), ['too-long']],
      ] as const) {
        const runs = server.hasher.runs;
        const answered = await create(server, tenant, {...JOHN, credential: {type: 'password', password}});
        assert.deepEqual([answered.status, answered.body.code, answered.body.rules], [422, 'password-policy', rules], password);
        assert.ok(password.length < 10 || !JSON.stringify(answered.body).includes(password));
        assert.equal(server.hasher.runs, runs);
      }
      assert.equal(await countUsers(server, tenant), 1);
    });

    test('S0-02, S1-02: only who may create users creates any, and who is not signed in nobody', async () => {
      const tenant = await server.freshTenant();
      const before = 5;
      for (const role of ['tenant-user', 'developer', 'analyst', 'auditor']) {
        const user = await tenant.addUser({role});
        const answered = await create(server, tenant, JOHN, user);
        assert.deepEqual([answered.status, answered.body.code, answered.body.required], [403, 'permission-denied', 'users.create'], role);
      }
      const anonymous = await server.request(`${tenant.path}/users`, {json: JOHN});
      assert.equal(anonymous.status, 401);
      assert.equal(await countUsers(server, tenant), before);
    });

    test('S0-03, L4: what is no e-mail address is refused on its field', async () => {
      const tenant = await server.freshTenant();
      for (const email of [
        'john',
        'john@',
        '@example.com',
        'john@localhost',
        'jo hn@example.com',
        'a@b@example.com',
        'john@-x.com',
        `${'x'.repeat(65)}@example.com`,
      ]) {
        assert.deepEqual(outcome(await create(server, tenant, {...JOHN, email})), [422, 'validation-failed', ['#/email format']], email);
      }
      assert.deepEqual(outcome(await create(server, tenant, {...JOHN, email: ' '})), [422, 'validation-failed', ['#/email required']]);
    });

    test('L4: an address is stored with its domain in A-labels and compared with its local part folded', async () => {
      const tenant = await server.freshTenant();
      const {body} = await create(server, tenant, {...JOHN, email: ' John.Doe@BÜCHER.example '});
      assert.equal(body.user.email, 'John.Doe@xn--bcher-kva.example');
      const again = {...JOHN, username: 'other', email: 'JOHN.DOE@bücher.example'};
      assert.deepEqual(outcome(await create(server, tenant, again)), [409, 'email-taken', ['#/email not-allowed']]);
    });

    test('S0-09, L1: a username is unique in its tenant by its lower case form, which the refusal names', async () => {
      const tenant = await server.freshTenant();
      await create(server, tenant, JOHN);
      const answered = await create(server, tenant, {...JOHN, username: ' John.DOE ', email: 'another@example.com'});
      assert.deepEqual(outcome(answered), [409, 'username-taken', ['#/username not-allowed']]);
      assert.deepEqual(answered.body.errors[0].params, {key: 'john.doe'});
      const both = await create(server, tenant, JOHN);
      assert.deepEqual(outcome(both), [409, 'username-taken', ['#/username not-allowed', '#/email not-allowed']]);
      // Another tenant's names are nobody's business (T14).
      assert.equal((await create(server, await server.freshTenant(), JOHN)).status, 201);
    });

    test('L4: where addresses need not be unique, two users may share one', async () => {
      const tenant = await server.freshTenant();
      await server.database.asOwner(async (owner) => {
        const {settings} = await owner
          .selectFrom('tenant_profiles')
          .select('settings')
          .where('tenant_id', '=', tenant.id)
          .executeTakeFirstOrThrow();
        await owner
          .updateTable('tenant_profiles')
          .set({settings: JSON.stringify({...settings, uniqueEmail: false})})
          .where('tenant_id', '=', tenant.id)
          .execute();
      });
      assert.equal((await create(server, tenant, JOHN)).status, 201);
      assert.equal((await create(server, tenant, {...JOHN, username: 'second'})).status, 201);
      assert.deepEqual(outcome(await create(server, tenant, JOHN)), [409, 'username-taken', ['#/username not-allowed']]);
    });

    test('L3: reserved usernames are refused, however they are written', async () => {
      const tenant = await server.freshTenant();
      for (const username of ['admin', 'ROOT', 'Api', 'me', 'undefined', 'Administrator']) {
        assert.deepEqual(outcome(await create(server, tenant, {...JOHN, username})), [
          409,
          'username-reserved',
          ['#/username not-allowed'],
        ]);
      }
    });

    test('E3: the same username twice at once, in different case: one 201, one 409', async () => {
      const tenant = await server.freshTenant();
      for (let round = 0; round < 5; round++) {
        const answers = await Promise.all([
          create(server, tenant, {...JOHN, username: `John.Doe${round}`, email: `a${round}@example.com`}),
          create(server, tenant, {...JOHN, username: `john.doe${round}`, email: `b${round}@example.com`}),
        ]);
        assert.deepEqual(answers.map(({status}) => status).toSorted(), [201, 409]);
        assert.equal(answers.find(({status}) => status === 409)?.body.code, 'username-taken');
      }
      assert.equal(await countUsers(server, tenant), 6);
    });

    test('E20: no look-alike, control or half character gets into a username, and none breaks the server', async () => {
      const tenant = await server.freshTenant();
      const cases: readonly (readonly [string, string])[] = [
        ['lone surrogate', 'john\ud800doe'],
        ['NUL', 'john\u0000doe'],
        ['zero-width space', 'john\u200bdoe'],
        ['zero-width joiner', 'john\u200ddoe'],
        ['right-to-left override', 'john\u202edoe'],
        ['long s', 'johnſdoe'],
        ['Roman numeral four', 'johnⅣ'],
        ['dotted capital I', 'İstanbul'],
        ['Kelvin sign', '\u212aelvin'],
        ['full width', 'ｊｏｈｎ'],
        ['Cyrillic', 'jоhn'],
        ['combining mark', 'jo\u0301hn'],
        ['line feed', 'john\ndoe'],
        ['two dots', 'john..doe'],
        ['leading dot', '.john'],
        ['trailing hyphen', 'john-'],
        ['space', 'john doe'],
        ['65 characters', 'j'.repeat(65)],
      ];
      for (const [name, username] of cases) {
        const answered = await create(server, tenant, {...JOHN, username});
        assert.equal(answered.status, 422, name);
        assert.equal(answered.body.code, 'validation-failed', name);
      }
      // Overlong UTF-8: a slash in two bytes, in the midst of a body.
      const [head = '', tail = ''] = JSON.stringify({...JOHN, username: 'john#doe'}).split('#');
      const bytes = Buffer.concat([Buffer.from(head), Buffer.from([0xc0, 0xaf]), Buffer.from(tail)]);
      const overlong = await server.request(`${tenant.path}/users`, {
        method: 'POST',
        as: tenant.administrator,
        body: new Uint8Array(bytes),
        headers: {'Content-Type': 'application/json'},
      });
      assert.ok([400, 422].includes(overlong.status));
      assert.equal(await countUsers(server, tenant), 1);
    });

    test('E12: members that only the server sets are refused, and nothing is stored', async () => {
      const tenant = await server.freshTenant();
      const extra = {status: 'active', tenantId: tenant.id, version: 7, isAdmin: true};
      assert.deepEqual(outcome(await create(server, tenant, {...JOHN, ...extra})), [
        422,
        'validation-failed',
        ['#/status unknown-member', '#/tenantId unknown-member', '#/version unknown-member', '#/isAdmin unknown-member'],
      ]);
      assert.equal(await countUsers(server, tenant), 1);
    });

    test('L5, L18: user, credential and audit are one: the audit row has no personal value', async () => {
      const tenant = await server.freshTenant();
      const {body} = await create(server, tenant, JOHN);
      const [row] = await auditOf(server, tenant);
      assert.ok(row);
      assert.deepEqual(
        [row.action, row.outcome, row.actor_id, row.target_id],
        ['user.created', 'success', tenant.administrator.id, body.user.id],
      );
      assert.deepEqual(row.changes, [
        {path: 'username'},
        {path: 'email'},
        {path: 'firstName'},
        {path: 'lastName'},
        {path: 'roleId', to: tenant.roleIds['tenant-user']},
        {path: 'extraPermissions', to: []},
        {path: 'credential', to: 'temporary'},
        {path: 'status', to: 'active'},
      ]);
      const text = JSON.stringify(row).toLowerCase();
      assert.ok(['john', 'doe', 'example.com', body.handoff.temporaryPassword.toLowerCase()].every((secret) => !text.includes(secret)));
    });

    test('L5: a refusal leaves nothing behind: no user, no credential, no words, no number in the audit trail', async () => {
      const tenant = await server.freshTenant();
      await create(server, tenant, JOHN);
      const before = await auditOf(server, tenant);
      await create(server, tenant, {...JOHN, username: 'somebody.else'});
      assert.deepEqual(await auditOf(server, tenant), before);
      const left = await server.database.inTenant(tenant.id, (transaction) =>
        transaction.selectFrom('user_words').selectAll().where('tenant_id', '=', tenant.id).where('word', '=', 'somebody').execute(),
      );
      assert.deepEqual(left, []);
      await create(server, tenant, {...JOHN, username: 'somebody.else', email: 'else@example.com'});
      const [row] = await auditOf(server, tenant);
      assert.equal(Number(row?.seq), Number(before[0]?.seq) + 1);
    });

    test('A4: rights that were taken while the password was hashed count no more', async () => {
      const tenant = await server.freshTenant();
      const helper = await tenant.addUser({role: 'tenant-admin'});
      const {hasher} = server;
      const hash = hasher.hash.bind(hasher);
      hasher.hash = async (password) => {
        await giveRole(server, tenant, helper, tenant.roleIds['tenant-user'] ?? '');
        return hash(password);
      };
      try {
        const answered = await create(server, tenant, JOHN, helper);
        assert.deepEqual([answered.status, answered.body.code], [403, 'permission-denied']);
      } finally {
        hasher.hash = hash;
      }
      assert.equal(await countUsers(server, tenant), 2);
    });

    test('A9, T16: with the real hasher the stored hash is an argon2id PHC string', async () => {
      const real = await startTestServer(engine, {passwordHasher: await nativeHasher()});
      try {
        const tenant = await real.freshTenant();
        const {body} = await create(real, tenant, JOHN);
        const {hash} = await real.database.inTenant(tenant.id, (transaction) =>
          transaction
            .selectFrom('credentials')
            .select('hash')
            .where('tenant_id', '=', tenant.id)
            .where('user_id', '=', body.user.id)
            .executeTakeFirstOrThrow(),
        );
        assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      } finally {
        await real.close();
      }
    });
  });
}
