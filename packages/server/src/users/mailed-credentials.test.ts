import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {ACCESS_MAIL} from '../mail/orders.ts';
import {mailRoom} from '../mail/room.ts';
import {sealerOf} from '../mail/sealing.ts';
import {auditTrail} from '../testing/audit.ts';
import {TestBrowser, signedIn} from '../testing/browser.ts';
import {act, change, reset} from '../testing/changed-users.ts';
import {engines} from '../testing/engines.ts';

import {createIssuer} from '../testing/issuer.ts';
import {linkOf, passwordOf, TestMailer} from '../testing/mail.ts';
import {create, JOHN} from '../testing/new-users.ts';
import {TestClock} from '../testing/ports.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestTenant} from '../testing/tenants.ts';
import {everythingOf} from '../testing/twin.ts';

const CHOSEN = 'amber comet violin 77';

for (const engine of engines) {
  describe(`passwords and links by mail on ${engine.name}`, {skip: engine.skip}, () => {
    const mailer = new TestMailer();
    const server = useTestServer(engine, {mailer});
    let people = 0;

    const someone = () => ({...JOHN, username: `john.${++people}`, email: `john.${people}@example.com`});

    const statusOf = async (tenant: TestTenant, username: string, password: string): Promise<unknown> => {
      const response = await new TestBrowser(server).signIn(tenant, {username, password});
      const {code, session} = await response.json();
      return [response.status, code ?? session.kind];
    };

    const complete = async (token: string, newPassword = CHOSEN): Promise<unknown> => {
      const response = await new TestBrowser(server).request('/v1/password-resets/complete', {json: {token, newPassword}});
      return response.status === 204 ? 204 : [response.status, (await response.json()).code];
    };

    test('L6, A10: a new user’s temporary password goes to the user alone, who can sign in with it and must change it', async () => {
      const tenant = await server.freshTenant();
      const john = someone();
      const {status, body} = await create(server, tenant, {...john, credential: {type: 'temporary', delivery: 'email'}});
      assert.equal(status, 201);
      assert.deepEqual(
        [body.handoff.delivered, body.handoff.temporaryPassword, body.handoff.secretWithheld, body.user.credential],
        ['email', null, false, 'temporary'],
      );
      assert.equal(body.handoff.expiresAt, body.user.temporaryPasswordExpiresAt);
      const mails = await mailer.to(john.email, 2);
      const secret = mails.find((mail) => passwordOf(mail) !== '');
      assert.ok(secret);
      assert.deepEqual(await statusOf(tenant, john.username, passwordOf(secret)), [201, 'passwordChangeRequired']);
      assert.doesNotMatch(JSON.stringify(body), new RegExp(passwordOf(secret)));
    });

    test('L26: a password or a link and the username never stand in one mail; the username comes in one of its own', async () => {
      const tenant = await server.freshTenant();
      for (const credential of [{type: 'temporary', delivery: 'email'}, {type: 'link'}]) {
        const john = someone();
        const {body} = await create(server, tenant, {...john, email: `mail.${people}@example.com`, credential});
        assert.equal(body.handoff.delivered, credential.type === 'link' ? 'link' : 'email');
        const mails = await mailer.to(`mail.${people}@example.com`, 2);
        for (const mail of mails) {
          const hasSecret = passwordOf(mail) !== '' || linkOf(mail).token !== '';
          assert.equal(JSON.stringify(mail).includes(john.username), !hasSecret, mail.subject);
          assert.ok(mail.text.includes(tenant.name) && mail.html.includes(tenant.name));
        }
        assert.equal(mails.filter((mail) => JSON.stringify(mail).includes(john.username)).length, 1);
      }
    });

    test('A11: a set-up link opens once, for 72 hours, and the user has no password until then', async () => {
      const tenant = await server.freshTenant();
      const john = someone();
      const runs = server.hasher.runs;
      const {status, body} = await create(server, tenant, {...john, credential: {type: 'link'}, sendWelcome: false});
      assert.deepEqual([status, body.handoff.delivered, body.user.credential], [201, 'link', 'none']);
      assert.equal(body.handoff.temporaryPassword, null);
      assert.equal(Date.parse(body.handoff.expiresAt) - server.clock.now().getTime(), 72 * 3_600_000);
      assert.equal(server.hasher.runs, runs, 'nothing to hash');
      const [mail] = await mailer.to(john.email);
      const {page, token} = linkOf(mail ?? assert.fail());
      assert.equal(page, 'https://portal.example/welcome');
      assert.match(token, new RegExp(`^${tenant.id}\\.[0-9a-f]{64}$`));
      assert.deepEqual(await statusOf(tenant, john.username, ''), [401, 'invalid-credentials']);
      server.clock.advance({hours: 71, minutes: 59});
      assert.equal(await complete(token), 204);
      assert.deepEqual(await statusOf(tenant, john.username, CHOSEN), [201, 'full']);
      assert.deepEqual(await complete(token, 'copper meadow piano 31'), [410, 'link-expired']);
      const user = await server.client(tenant.administrator).users.get(body.user.id);
      assert.deepEqual([user.credential, user.emailVerified, user.version], ['password', true, 1]);
      const [last] = (await auditTrail(server, tenant)).filter(({action}) => action === 'password.changed');
      assert.deepEqual([last?.actor_id, last?.target_id, last?.outcome], [user.id, user.id, 'success']);
    });

    test('A11: a link whose time is over opens nothing', async () => {
      const tenant = await server.freshTenant();
      const john = someone();
      await create(server, tenant, {...john, credential: {type: 'link'}, sendWelcome: false});
      const [mail] = await mailer.to(john.email);
      server.clock.advance({hours: 72});
      assert.deepEqual(await complete(linkOf(mail ?? assert.fail()).token), [410, 'link-expired']);
    });

    test('L6, L7: a reset by mail sends a temporary password, one by link takes the password away; the sessions end', async () => {
      const tenant = await server.freshTenant();
      for (const delivery of ['email', 'link'] as const) {
        const user = await tenant.addUser({email: `reset.${++people}@aurora.example`});
        const browser = await signedIn(server, tenant, user);
        const {status, body} = await act(server, tenant, user, 'reset-password', {json: {delivery}});
        assert.deepEqual([status, body.delivered, body.temporaryPassword], [200, delivery, null]);
        assert.equal((await browser.request('/v1/me')).status, 401);
        assert.deepEqual(await statusOf(tenant, user.username, user.password), [401, 'invalid-credentials'], 'the old password is dead');
        const [mail] = await mailer.to(user.email);
        assert.ok(mail);
        if (delivery === 'email') {
          assert.deepEqual(await statusOf(tenant, user.username, passwordOf(mail)), [201, 'passwordChangeRequired']);
        } else {
          assert.equal(linkOf(mail).page, 'https://portal.example/reset');
          assert.equal(Date.parse(body.expiresAt) - server.clock.now().getTime(), 30 * 60_000);
          assert.equal(await complete(linkOf(mail).token), 204);
          assert.deepEqual(await statusOf(tenant, user.username, CHOSEN), [201, 'full']);
        }
      }
    });

    test('L7: whose password was reset by an administrator hears of it at once, without the password', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({email: `notice.${++people}@aurora.example`});
      const {body} = await reset(server, tenant, user);
      const [mail] = await mailer.to(user.email);
      assert.match(mail?.subject ?? '', /was reset/);
      assert.ok(!JSON.stringify(mail).includes(body.temporaryPassword));
    });

    test('E26, L6: when the mail cannot be sent the user is there, the answer and its repeats say so, and the mail goes later', async () => {
      const tenant = await server.freshTenant();
      for (const credential of [{type: 'temporary', delivery: 'email'}, {type: 'link'}]) {
        const john = {...someone(), credential, sendWelcome: false};
        const headers = {'Idempotency-Key': `failed-${people}`};
        const send = () => server.request(`${tenant.path}/users`, {as: tenant.administrator, json: john, headers});
        mailer.isDown = true;
        const first = await send();
        const {user, handoff} = await first.json();
        assert.deepEqual([first.status, handoff.delivered, handoff.temporaryPassword], [201, 'failed', null]);
        const second = await send();
        assert.equal(second.headers.get('Idempotency-Replayed'), 'true');
        assert.deepEqual(await second.json(), {user, handoff});
        mailer.isDown = false;
        server.clock.advance({minutes: 1});
        await server.runDue();
        const [mail] = await mailer.to(john.email);
        assert.ok(mail && (passwordOf(mail) !== '' || linkOf(mail).token !== ''));
      }
      assert.doesNotMatch(JSON.stringify(server.logger.entries), /john|example\.com|mailbox/);
    });

    test('E26, E27: who sends again after a mail that failed cancels the first one: what comes late opens nothing', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({email: `again.${++people}@aurora.example`});
      mailer.isDown = true;
      const failed = await act(server, tenant, user, 'reset-password', {json: {delivery: 'email'}});
      assert.deepEqual([failed.status, failed.body.delivered], [200, 'failed']);
      mailer.isDown = false;
      server.clock.advance({seconds: 1});
      assert.equal((await act(server, tenant, user, 'reset-password', {json: {delivery: 'link'}})).body.delivered, 'link');
      server.clock.advance({minutes: 2});
      await server.runDue();
      const mails = await mailer.to(user.email);
      assert.deepEqual(mails.map(passwordOf), ['']);
    });

    test('A11, L7, L9, L4: a newer link, a reset, a change of password, a deactivation and another address cancel a link', async () => {
      const tenant = await server.freshTenant();
      const ways: Readonly<Record<string, (user: {id: string; email: string; username: string; password: string}) => Promise<unknown>>> = {
        'a newer link': (user) => act(server, tenant, user, 'reset-password', {json: {delivery: 'link'}}),
        'a reset': (user) => reset(server, tenant, user),
        deactivation: (user) => act(server, tenant, user, 'deactivate'),
        'another address': (user) => change(server, tenant, user, {email: `new.${user.email}`}),
        'a new password': async (user) => {
          const browser = await signedIn(server, tenant, user);
          const json = {currentPassword: user.password, newPassword: CHOSEN};
          assert.equal((await browser.request('/v1/me/password', {json})).status, 204);
        },
      };
      for (const [name, cancel] of Object.entries(ways)) {
        const user = await tenant.addUser({email: `cancel.${++people}@aurora.example`});
        const ask = {json: {tenant: tenant.slug, login: user.username}};
        assert.equal((await new TestBrowser(server).request('/v1/password-resets', ask)).status, 202);
        const [mail] = await mailer.to(user.email);
        await cancel(user);
        assert.deepEqual(await complete(linkOf(mail ?? assert.fail()).token), [410, 'link-expired'], name);
      }
    });

    test('L4: a change of address is told to the old one, and the new one is not verified', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({email: `old.${++people}@aurora.example`});
      const {body} = await change(server, tenant, user, {email: `new.${people}@aurora.example`});
      assert.equal(body.emailVerified, false);
      const [mail] = await mailer.to(user.email);
      assert.match(mail?.subject ?? '', /e-mail address/);
      assert.doesNotMatch(JSON.stringify(mail), new RegExp(`new\\.${people}`), 'the new address is nobody else’s business');
      await change(server, tenant, user, {firstName: 'Other'});
      await mailer.to(user.email, 1);
    });

    test('endpoint 20: the welcome tells the login page and the username, and nothing secret', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({email: `welcome.${++people}@aurora.example`});
      const welcome = (id: string) => server.request(`${tenant.path}/users/${id}/welcome`, {method: 'POST', as: tenant.administrator});
      const answered = await welcome(user.id);
      assert.deepEqual([answered.status, await answered.text()], [202, '']);
      const [mail] = await mailer.to(user.email);
      assert.ok(mail?.text.includes(user.username) && mail.text.includes('https://portal.example/'));
      assert.equal((await welcome(server.newId('usr'))).status, 404);
      await act(server, tenant, user, 'deactivate');
      assert.equal((await (await welcome(user.id)).json()).code, 'user-deactivated');
    });

    test('W10: a welcome that is sent again under its key is one mail', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({email: `once.${++people}@aurora.example`});
      const client = server.client(tenant.administrator);
      await client.users.welcome(user.id, {idempotencyKey: 'once'});
      await client.users.welcome(user.id, {idempotencyKey: 'once'});
      await server.runDue();
      await mailer.to(user.email, 1);
    });

    test('A11, L7: a link or a password that was cancelled while it was about to be sent is not sent', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({email: `late.${++people}@aurora.example`});
      const sealer = await sealerOf(crypto.getRandomValues(new Uint8Array(32)));
      const random = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => crypto.getRandomValues(bytes);
      const room = mailRoom({database: server.database, now: server.clock.now, random, mailer, sealer});
      const expiresAt = new Date(server.clock.now().getTime() + 60_000).toISOString();
      const told = {tenantId: tenant.id, id: '0', payload: {mail: 'link', userId: user.id, purpose: 'reset', expiresAt}};
      await room[ACCESS_MAIL]?.(told, AbortSignal.timeout(1000));
      const sealed = await sealer.seal('a password that is temporary no more');
      const temporary = {mail: 'temporary', userId: user.id, isNew: false, sealed, expiresAt};
      await room[ACCESS_MAIL]?.({...told, payload: temporary}, AbortSignal.timeout(1000));
      await mailer.to(user.email, 0);
      assert.deepEqual(
        (await everythingOf(server.database, tenant.id)).filter((row) => row.startsWith('links ')),
        [],
      );
    });

    test('T12, A9, A11: no password and no token lies in any row, in the clear, nor in any log', async () => {
      const tenant = await server.freshTenant();
      mailer.isDown = true;
      const john = {...someone(), credential: {type: 'temporary', delivery: 'email'}, sendWelcome: false};
      await create(server, tenant, john);
      const user = await tenant.addUser({email: `secret.${++people}@aurora.example`});
      await reset(server, tenant, user, {json: {delivery: 'link'}, headers: {'Idempotency-Key': `secret-${people}`}} as object);
      const queued = await everythingOf(server.database, tenant.id);
      assert.ok(
        queued.some((row) => row.startsWith('outbox ')),
        'the mails wait',
      );
      mailer.isDown = false;
      server.clock.advance({minutes: 1});
      await server.runDue();
      const [password] = (await mailer.to(john.email)).map(passwordOf);
      const [token = ''] = (await mailer.to(user.email)).map((mail) => linkOf(mail).token.split('.')[1]);
      assert.ok(password && token);
      const rows = [...queued, ...(await everythingOf(server.database, tenant.id)), JSON.stringify(server.logger.entries)];
      for (const row of rows) {
        assert.ok(!row.includes(password) && !row.includes(token), row);
      }
    });
  });

  describe(`operators and links on ${engine.name}`, {skip: engine.skip}, async () => {
    const issuer = await createIssuer(new TestClock().now, {issuer: 'https://platform.example', operators: true});
    const server = useTestServer(engine, {mailer: new TestMailer(), bearer: {issuers: [issuer.options]}});

    test('G4, G5: the last administrator’s password is taken away by no link, since nobody could sign in until it is used', async () => {
      const tenant = await server.freshTenant();
      const as = {...tenant.administrator, token: () => issuer.sign({sub: 'op-7', scope: 'users.resetPassword users.create'})};
      await server.database.asOwner((owner) => owner.deleteFrom('external_ids').where('tenant_id', '=', tenant.id).execute());
      const send = (delivery: string) => act(server, tenant, tenant.administrator, 'reset-password', {as, json: {delivery}});
      const refused = await send('link');
      assert.deepEqual([refused.status, refused.body.code], [409, 'last-administrator']);
      assert.equal((await signedIn(server, tenant, tenant.administrator)).cookie === undefined, false);
      assert.equal((await send('email')).body.delivered, 'email');
    });
  });

  describe(`a server without mail on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    test('L6: it says that it has none, refuses what takes one before anything happens, and does everything else', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const code = async (path: string, json?: unknown): Promise<unknown> => {
        const init = json === undefined ? {method: 'POST'} : {json};
        const response = await server.request(`${tenant.path}${path}`, {as: tenant.administrator, ...init});
        return [response.status, response.ok ? undefined : (await response.json()).code];
      };
      const refused = [409, 'mail-not-configured'];
      assert.deepEqual(await code('/users', {...JOHN, credential: {type: 'link'}}), refused);
      assert.deepEqual(await code('/users', {...JOHN, credential: {type: 'temporary', delivery: 'email'}}), refused);
      assert.deepEqual(await code('/users', {...JOHN, sendWelcome: true}), refused);
      assert.deepEqual(await code(`/users/${user.id}/reset-password`, {delivery: 'email'}), refused);
      assert.deepEqual(await code(`/users/${user.id}/reset-password`, {delivery: 'link'}), refused);
      assert.deepEqual(await code(`/users/${user.id}/welcome`), refused);
      const asked = await new TestBrowser(server).request('/v1/password-resets', {json: {tenant: tenant.slug, login: user.username}});
      assert.deepEqual([asked.status, (await asked.json()).code], refused);
      const browser = await signedIn(server, tenant, user);
      assert.ok(!(await (await browser.request('/v1/me')).json()).features.includes('mail'));
      assert.deepEqual(await code('/users', {...JOHN, sendWelcome: false}), [201, undefined]);
      assert.deepEqual(await code(`/users/${user.id}/reset-password`, {delivery: 'show'}), [200, undefined]);
      assert.deepEqual(
        (await everythingOf(server.database, tenant.id)).filter((row) => row.startsWith('outbox')),
        [],
      );
    });
  });
}
