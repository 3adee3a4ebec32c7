import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {RESET_REQUEST} from '../mail/orders.ts';
import {auditTrail} from '../testing/audit.ts';
import {TestBrowser, signedIn} from '../testing/browser.ts';
import {act, reset} from '../testing/changed-users.ts';
import {engines} from '../testing/engines.ts';
import {until} from '../testing/locks.ts';
import {linkOf, TestMailer} from '../testing/mail.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';
import {everythingOf} from '../testing/twin.ts';

const CHOSEN = 'amber comet violin 77';

for (const engine of engines) {
  describe(`forgotten passwords on ${engine.name}`, {skip: engine.skip}, () => {
    const mailer = new TestMailer();
    const server = useTestServer(engine, {mailer});
    let people = 0;

    const someone = (tenant: TestTenant): Promise<TestUser> => tenant.addUser({email: `person.${++people}@aurora.example`});

    const ask = async (tenant: string, login: string): Promise<unknown> => {
      const response = await new TestBrowser(server).request('/v1/password-resets', {json: {tenant, login}});
      return [response.status, await response.text()];
    };

    const complete = async (token: string, newPassword = CHOSEN): Promise<any> => {
      const response = await new TestBrowser(server).request('/v1/password-resets/complete', {json: {token, newPassword}});
      return response.status === 204 ? {status: 204} : {status: response.status, ...(await response.json())};
    };

    const linkFor = async (tenant: TestTenant, user: TestUser, count = 1): Promise<string> => {
      await ask(tenant.slug, user.username);
      return linkOf((await mailer.to(user.email, count)).at(-1) ?? assert.fail()).token;
    };

    const signIn = async (tenant: TestTenant, user: TestUser, password: string): Promise<number> =>
      (await new TestBrowser(server).signIn(tenant, {...user, password})).status;

    /** Resolves when everything that was asked for has been looked at. */
    const looked = async (): Promise<void> => {
      await server.runDue();
      await server.settled();
    };

    test('A11: by username or address, in a tenant by slug or id, a link comes that is good for 30 minutes and one use', async () => {
      const tenant = await server.freshTenant();
      for (const [login, place] of [
        ['username', tenant.slug],
        ['email', tenant.id],
      ] as const) {
        const user = await someone(tenant);
        const typed = login === 'email' ? user.email.toUpperCase() : ` ${user.username.toUpperCase()} `;
        assert.deepEqual(await ask(place, typed), [202, '']);
        const [mail] = await mailer.to(user.email);
        const {page, token} = linkOf(mail ?? assert.fail());
        assert.equal(page, 'https://portal.example/reset');
        assert.ok(!JSON.stringify(mail).includes(user.username), 'L26');
        assert.equal(await signIn(tenant, user, user.password), 201, 'the old password is good until another is set');
        const browser = await signedIn(server, tenant, user);
        server.clock.advance({minutes: 29});
        assert.equal((await complete(token)).status, 204);
        assert.equal((await browser.request('/v1/me')).status, 401, 'every session has ended');
        assert.deepEqual([await signIn(tenant, user, user.password), await signIn(tenant, user, CHOSEN)], [401, 201]);
        assert.equal((await complete(token)).code, 'link-expired');
        server.clock.advance({minutes: 1});
      }
    });

    test('A11, A4: tokens that were issued before are dead, as after a reset; the audit tells who changed the password', async () => {
      const tenant = await server.freshTenant();
      const user = await someone(tenant);
      const bearer = await user.token();
      const token = await linkFor(tenant, user);
      server.clock.advance({seconds: 5});
      await complete(token);
      const before = await server.request('/v1/me', {headers: {Authorization: `Bearer ${bearer}`}});
      assert.equal((await before.json()).code, 'session-ended');
      const row = (await auditTrail(server, tenant)).at(-1);
      assert.deepEqual([row?.action, row?.actor_id, row?.target_id, row?.changes], ['password.changed', user.id, user.id, []]);
    });

    test('A11: after half an hour a link opens nothing, and what was never one opens nothing either', async () => {
      const tenant = await server.freshTenant();
      const user = await someone(tenant);
      const token = await linkFor(tenant, user);
      const other = await server.freshTenant();
      for (const wrong of [
        '',
        'x',
        token.slice(0, -1),
        `${token}0`,
        token.replace(tenant.id, other.id),
        `${tenant.id}.${'0'.repeat(64)}`,
      ]) {
        assert.deepEqual([(await complete(wrong)).status, (await complete(wrong)).code], [410, 'link-expired']);
      }
      server.clock.advance({minutes: 30});
      assert.equal((await complete(token)).status, 410);
      assert.equal((await complete(token, 'short')).code, 'link-expired', 'before anything is said about the password');
      assert.equal(await signIn(tenant, user, user.password), 201);
    });

    test('A8, A11: a password that breaks a rule leaves the link as it was', async () => {
      const tenant = await server.freshTenant();
      const user = await someone(tenant);
      const token = await linkFor(tenant, user);
      const refused = await complete(token, 'plum tide 42');
      assert.deepEqual([refused.status, refused.code, refused.rules], [422, 'password-policy', ['too-short']]);
      assert.equal((await complete(token, `${user.username} lantern 42`)).rules[0], 'contains-personal');
      assert.equal((await complete(token)).status, 204);
    });

    test('A10: a temporary password cannot be kept by a link', async () => {
      const tenant = await server.freshTenant();
      const user = await someone(tenant);
      const {temporaryPassword} = (await reset(server, tenant, user)).body;
      await mailer.to(user.email);
      const token = await linkFor(tenant, user, 2);
      assert.deepEqual((await complete(token, temporaryPassword)).rules, ['same-as-temporary']);
      assert.equal((await complete(token)).status, 204);
    });

    test('A11: a link is used once, whoever else uses it at the same moment', async () => {
      const tenant = await server.freshTenant();
      const user = await someone(tenant);
      const token = await linkFor(tenant, user);
      const statuses = await Promise.all(Array.from({length: 6}, async (_, index) => (await complete(token, `${CHOSEN}${index}`)).status));
      assert.deepEqual(statuses.toSorted(), [204, 410, 410, 410, 410, 410]);
    });

    test('A11: a new link cancels the older', async () => {
      const tenant = await server.freshTenant();
      const user = await someone(tenant);
      const older = await linkFor(tenant, user);
      const newer = await linkFor(tenant, user, 2);
      assert.equal((await complete(older)).code, 'link-expired');
      assert.equal((await complete(newer)).status, 204);
    });

    test('E16: whoever is meant, the answer is the same; nobody gets a mail but who can use it', async () => {
      const tenant = await server.freshTenant();
      const suspended = await server.freshTenant();
      const [known, gone, external] = [await someone(tenant), await someone(tenant), await someone(tenant)];
      const elsewhere = await suspended.addUser({email: 'elsewhere@aurora.example'});
      await act(server, tenant, gone, 'deactivate');
      await server.database.asOwner(async (owner) => {
        await owner.updateTable('users').set({credential: 'external'}).where('id', '=', external.id).execute();
        await owner.updateTable('tenants').set({status: 'suspended'}).where('id', '=', suspended.id).execute();
      });
      const answers = new Set<string>();
      for (const [place, login] of [
        [tenant.slug, known.username],
        [tenant.slug, gone.username],
        [tenant.slug, external.email],
        [tenant.slug, 'no.such.user'],
        [tenant.slug, 'nobody@aurora.example'],
        [tenant.slug, ''],
        ['no-such-tenant', known.username],
        [suspended.slug, elsewhere.username],
      ] as const) {
        const json = {tenant: place, login};
        const response = await new TestBrowser(server).request('/v1/password-resets', {json, headers: {'X-Request-Id': 'same'}});
        answers.add(`${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`);
      }
      assert.equal(answers.size, 1, [...answers].join('\n'));
      await until('every request has been looked at', async () => {
        const left = await server.database.asOwner((owner) =>
          owner.selectFrom('outbox').select('id').where('kind', '=', RESET_REQUEST).execute(),
        );
        return left.length === 0;
      });
      await mailer.to(known.email);
      for (const {email} of [gone, external, elsewhere, {email: 'nobody@aurora.example'}]) {
        await mailer.to(email, 0);
      }
      assert.deepEqual(
        server.logger.entries.filter(({level}) => level === 'error'),
        [],
      );
    });

    test('A9: what was typed as a login may have been a password: it lies nowhere in the clear', async () => {
      const tenant = await server.freshTenant();
      const typed = 'my secret harbour 4711';
      mailer.isDown = true;
      const user = await someone(tenant);
      await ask(tenant.slug, user.username);
      await ask(tenant.slug, typed);
      const rows = await everythingOf(server.database, tenant.id);
      mailer.isDown = false;
      for (const row of [...rows, JSON.stringify(server.logger.entries)]) {
        assert.ok(!row.includes('4711'), row);
      }
    });

    test('A11: a request whose mail could not be sent is told later, unless its time is over', async () => {
      const tenant = await server.freshTenant();
      const [soon, late] = [await someone(tenant), await someone(tenant)];
      mailer.isDown = true;
      await ask(tenant.slug, soon.username);
      await looked();
      mailer.isDown = false;
      server.clock.advance({minutes: 5});
      await looked();
      assert.equal((await complete(linkOf((await mailer.to(soon.email))[0] ?? assert.fail()).token)).status, 204);
      mailer.isDown = true;
      await ask(tenant.slug, late.username);
      await looked();
      mailer.isDown = false;
      server.clock.advance({minutes: 30});
      await looked();
      await mailer.to(late.email, 0);
    });

    test('A3: both need the headers by which other sites are told apart', async () => {
      for (const [path, json] of [
        ['/v1/password-resets', {tenant: 'x', login: 'x'}],
        ['/v1/password-resets/complete', {token: 'x', newPassword: 'x'}],
      ] as const) {
        const response = await server.request(path, {json});
        assert.deepEqual([response.status, (await response.json()).code], [403, 'csrf']);
      }
    });
  });

  describe(`how often somebody may ask on ${engine.name}`, {skip: engine.skip}, () => {
    const limits = {'sign-in': {quota: 3, windowSeconds: 900}, 'sign-in-address': {quota: 12, windowSeconds: 300}};
    const server = useTestServer(engine, {mailer: new TestMailer(), limits, clientAddress: () => '192.0.2.7'});

    test('A7, W15: as often as sign-in by each name, whether it exists or not; and nobody who asks keeps anybody from signing in', async () => {
      const tenant = await server.freshTenant();
      const {administrator} = tenant;
      const post = (path: string, json: unknown): Promise<Response> => new TestBrowser(server).request(path, {json});
      const asked = async (login: string): Promise<number> => (await post('/v1/password-resets', {tenant: tenant.slug, login})).status;
      for (const login of [administrator.username, 'no.such.user']) {
        assert.deepEqual([await asked(login), await asked(login), await asked(login), await asked(login)], [202, 202, 202, 429]);
      }
      assert.equal((await new TestBrowser(server).signIn(tenant, administrator)).status, 201);
      const wrong = async (): Promise<number> =>
        (await post('/v1/password-resets/complete', {token: `${tenant.id}.${'0'.repeat(64)}`, newPassword: CHOSEN})).status;
      const statuses: number[] = [];
      for (let count = 0; count < 5; count++) {
        statuses.push(await wrong());
      }
      assert.equal(statuses.at(-1), 429, 'an address has a budget too');
    });
  });
}
