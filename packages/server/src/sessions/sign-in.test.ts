import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {Me} from '@tenantry/sdk/contract';
import {auditTrail} from '../testing/audit.ts';
import {signedIn, TestBrowser} from '../testing/browser.ts';
import {engines} from '../testing/engines.ts';
import {weakHash} from '../testing/ports.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';

for (const engine of engines) {
  describe(`sign-in on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    /** Signs in and says what came of it, and how often the hasher ran. */
    const attempt = async (body: unknown): Promise<{status: number; problem: any; runs: number; cookie: string | null}> => {
      const before = server.hasher.runs;
      const browser = new TestBrowser(server);
      const response = await browser.request('/v1/session', {json: body});
      return {status: response.status, problem: await response.json(), runs: server.hasher.runs - before, cookie: browser.setCookie};
    };

    const set = (tenant: TestTenant, table: 'credentials' | 'users', user: TestUser, values: object): Promise<unknown> =>
      server.database.inTenant(tenant.id, (transaction) =>
        transaction
          .updateTable(table)
          .set(values)
          .where('tenant_id', '=', tenant.id)
          .where(table === 'users' ? 'id' : ('user_id' as 'id'), '=', user.id)
          .execute(),
      );

    test('endpoint 1: the right password answers 201 with Me and the session cookie (A2)', async () => {
      const tenant = await server.freshTenant();
      const browser = new TestBrowser(server);
      const response = await browser.signIn(tenant, tenant.administrator);
      assert.equal(response.status, 201);
      const me = Me.parse(await response.json());
      assert.equal(me.user.id, tenant.administrator.id);
      assert.deepEqual(me.tenant, {id: tenant.id, slug: tenant.slug, name: tenant.name});
      assert.equal(me.session?.kind, 'full');
      assert.equal(me.session?.current, true);
      assert.equal(me.serverTime, server.clock.now().toISOString());
      assert.match(
        browser.setCookie ?? '',
        new RegExp(`^__Host-tenantry=${tenant.id}\\.[0-9a-f]{64}; Path=/; HttpOnly; SameSite=Lax; Secure$`),
      );
    });

    test('A2: the secret of the cookie is stored as SHA-256 alone', async () => {
      const tenant = await server.freshTenant();
      const browser = await signedIn(server, tenant, tenant.administrator);
      const secret = browser.cookie?.split('.')[1] ?? '';
      const [row] = await server.database.inTenant(tenant.id, (transaction) => transaction.selectFrom('sessions').selectAll().execute());
      const digest = Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(secret))).toString('hex');
      assert.equal(row?.token_hash, digest);
      assert.ok(!JSON.stringify(row).includes(secret));
    });

    test('the tenant may be named by its id, and the username in any case', async () => {
      const tenant = await server.freshTenant();
      const {username, password} = tenant.administrator;
      assert.equal((await attempt({tenant: tenant.id, username: username.toUpperCase(), password})).status, 201);
      assert.equal((await attempt({tenant: ` ${tenant.slug.toUpperCase()} `, username: ` ${username} `, password})).status, 201);
    });

    test('A5, E16: unknown tenant, unknown user, no password and wrong password are one answer, after one run of the hasher', async () => {
      const tenant = await server.freshTenant();
      const {username, password} = tenant.administrator;
      const external = await tenant.addUser();
      await server.database.asOwner((owner) => owner.deleteFrom('credentials').where('user_id', '=', external.id).execute());
      const gone = await tenant.addUser({deactivated: {at: server.clock.now(), reason: null}});
      const suspended = await server.freshTenant();
      await server.database.asOwner((owner) =>
        owner.updateTable('tenants').set({status: 'suspended'}).where('id', '=', suspended.id).execute(),
      );
      const answers = new Set<string>();
      for (const body of [
        {tenant: 'nobody-here', username, password},
        {tenant: server.newId('ten'), username, password},
        {tenant: '', username, password},
        {tenant: 'not a slug', username, password},
        {tenant: tenant.slug, username: 'nobody.here', password},
        {tenant: tenant.slug, username: 'ſ Ⅳ İ', password},
        {tenant: tenant.slug, username, password: 'wrong'},
        {tenant: tenant.slug, username, password: ''},
        {tenant: tenant.slug, username: external.username, password},
        {tenant: tenant.slug, username: gone.username, password: 'wrong'},
        {tenant: suspended.slug, username, password: 'wrong'},
      ]) {
        const {status, problem, runs, cookie} = await attempt(body);
        assert.equal(status, 401, JSON.stringify(body));
        assert.equal(runs, 1, `${JSON.stringify(body)} ran the hasher ${runs} times`);
        assert.equal(cookie, null);
        answers.add(JSON.stringify({...problem, requestId: ''}));
      }
      assert.equal(answers.size, 1, [...answers].join('\n'));
      assert.equal(JSON.parse([...answers][0] ?? '').code, 'invalid-credentials');
    });

    test('A5: the refusal of a sign-in names no scheme of tokens', async () => {
      const response = await new TestBrowser(server).request('/v1/session', {json: {tenant: 'x', username: 'x', password: 'x'}});
      assert.equal(response.headers.get('www-authenticate'), null);
    });

    test('A5: only the right password learns that the account is deactivated', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      await set(tenant, 'users', user, {status: 'deactivated', deactivated_at: server.clock.now()});
      const body = {tenant: tenant.slug, username: user.username, password: user.password};
      const {status, problem, runs} = await attempt(body);
      assert.deepEqual([status, problem.code, runs], [403, 'account-deactivated', 1]);
      assert.equal((await attempt({...body, password: 'wrong'})).problem.code, 'invalid-credentials');
    });

    test('W1: a suspended tenant answers its own members 403 tenant-suspended, at sign-in with the right password', async () => {
      const tenant = await server.freshTenant();
      await server.database.asOwner((owner) =>
        owner.updateTable('tenants').set({status: 'suspended'}).where('id', '=', tenant.id).execute(),
      );
      const {username, password} = tenant.administrator;
      const {status, problem, runs} = await attempt({tenant: tenant.slug, username, password});
      assert.deepEqual([status, problem.code, runs], [403, 'tenant-suspended', 1]);
    });

    test('A10, T17, E19, E27: a temporary password opens a session that must change it, until its time is over', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const expires = new Date(server.clock.now().getTime() + 60_000);
      await set(tenant, 'credentials', user, {temporary: true, expires_at: expires});
      const body = {tenant: tenant.slug, username: user.username, password: user.password};
      for (const _ of ['first', 'walked away, and again']) {
        const {status, problem: me} = await attempt(body);
        assert.deepEqual([status, me.session.kind], [201, 'passwordChangeRequired']);
      }
      server.clock.advance({minutes: 1});
      const {status, problem, runs} = await attempt(body);
      assert.deepEqual([status, problem.code, runs], [403, 'temporary-password-expired', 1]);
      assert.equal((await attempt({...body, password: 'wrong'})).problem.code, 'invalid-credentials');
    });

    test('A8: a password past its age gives a session that must change it', async () => {
      const tenant = await server.freshTenant();
      await server.database.asOwner((owner) =>
        owner
          .updateTable('tenant_profiles')
          .set((eb) => ({settings: eb.fn('jsonb_set', ['settings', eb.val('{passwordPolicy,maxAgeDays}'), eb.val('30')]) as never}))
          .where('tenant_id', '=', tenant.id)
          .execute(),
      );
      const {username, password} = tenant.administrator;
      const kind = async (): Promise<string> => (await attempt({tenant: tenant.slug, username, password})).problem.session.kind;
      server.clock.advance({hours: 30 * 24 - 1});
      assert.equal(await kind(), 'full');
      server.clock.advance({hours: 1});
      assert.equal(await kind(), 'passwordChangeRequired');
    });

    test('A9: a weak hash is replaced at sign-in, and the password still works', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      await set(tenant, 'credentials', user, {hash: weakHash(user.password)});
      const hash = async (): Promise<string | undefined> =>
        (
          await server.database.inTenant(tenant.id, (transaction) =>
            transaction.selectFrom('credentials').select('hash').where('user_id', '=', user.id).executeTakeFirst(),
          )
        )?.hash;
      const body = {tenant: tenant.slug, username: user.username, password: user.password};
      assert.equal((await attempt({...body, password: 'wrong'})).status, 401);
      assert.equal(await hash(), weakHash(user.password), 'a wrong password changes nothing');
      assert.equal((await attempt(body)).status, 201);
      assert.match((await hash()) ?? '', /^\$test\$/);
      assert.equal((await attempt(body)).status, 201);
    });

    test('A2: signing in again rotates the session: the one before is over', async () => {
      const tenant = await server.freshTenant();
      const browser = await signedIn(server, tenant, tenant.administrator);
      const before = browser.cookie ?? '';
      await browser.signIn(tenant, tenant.administrator);
      assert.notEqual(browser.cookie, before);
      assert.equal((await browser.request('/v1/session')).status, 200);
      const old = await browser.request('/v1/session', {headers: {Cookie: before}});
      assert.deepEqual([old.status, (await old.json()).code], [401, 'session-ended']);
    });

    test('a sign-in is noted as the last one', async () => {
      const tenant = await server.freshTenant();
      await signedIn(server, tenant, tenant.administrator);
      const row = await server.database.inTenant(tenant.id, (transaction) =>
        transaction.selectFrom('user_activity').selectAll().where('user_id', '=', tenant.administrator.id).executeTakeFirst(),
      );
      assert.deepEqual(row?.last_sign_in_at, server.clock.now());
    });

    test('L18: sign-ins and failed ones are written down, without the name that was typed', async () => {
      const tenant = await server.freshTenant();
      const {id, username, password} = tenant.administrator;
      await attempt({tenant: tenant.slug, username: 'typed.by.mistake', password: 'typed.too'});
      await attempt({tenant: tenant.slug, username, password: 'wrong'});
      await attempt({tenant: tenant.slug, username, password});
      const trail = (await auditTrail(server, tenant)).slice(-3);
      assert.deepEqual(
        trail.map((row) => [row.action, row.outcome, row.target_id, row.actor_id, row.reason]),
        [
          ['session.signInFailed', 'failed', null, null, 'invalid-credentials'],
          ['session.signInFailed', 'failed', id, null, 'invalid-credentials'],
          ['session.signedIn', 'success', id, id, null],
        ],
      );
      assert.doesNotMatch(JSON.stringify(trail), /typed|wrong/);
    });

    test('A3: signing in needs X-Requested-With and a known origin, like every change by cookie', async () => {
      const tenant = await server.freshTenant();
      const {username, password} = tenant.administrator;
      const json = {tenant: tenant.slug, username, password};
      const response = await server.request('/v1/session', {json});
      assert.deepEqual([response.status, (await response.json()).code], [403, 'csrf']);
    });

    test('E20: a username that no text can be is refused with 422, never 500', async () => {
      const tenant = await server.freshTenant();
      for (const username of ['"a\\ud800"', '"a\\u0000"']) {
        const response = await new TestBrowser(server).request('/v1/session', {
          method: 'POST',
          headers: {'Content-Type': 'application/json'},
          body: `{"tenant":"${tenant.slug}","username":${username},"password":"x"}`,
        });
        assert.equal(response.status, 422);
      }
    });
  });
}
