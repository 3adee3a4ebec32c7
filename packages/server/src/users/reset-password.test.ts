import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {isProblem, TenantClient} from '@tenantry/sdk';
import {Handoff, User} from '@tenantry/sdk/contract';
import {auditTrail} from '../testing/audit.ts';
import {ownChanges} from '../testing/own-changes.ts';
import {signedIn, TestBrowser} from '../testing/browser.ts';
import {act, type Changed, reset} from '../testing/changed-users.ts';
import {engines} from '../testing/engines.ts';
import {create, JOHN} from '../testing/new-users.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';
import {everythingOf} from '../testing/twin.ts';

const CHOSEN = 'copper kettle meadow 71';
const TEMPORARY = /^(?:[^-]{5}-){3}[^-]{5}$/;

for (const engine of engines) {
  describe(`resetting passwords on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    const read = async ({path, administrator}: TestTenant, {id}: Pick<TestUser, 'id'>): Promise<User> =>
      User.parse(await (await server.request(`${path}/users/${id}`, {as: administrator})).json());

    const outcomeOf = async (response: Response): Promise<unknown> => [
      response.status,
      response.ok ? undefined : (await response.json()).code,
    ];

    /** What signing in comes to. */
    const signIn = async (tenant: TestTenant, {username}: Pick<TestUser, 'username'>, password: string): Promise<unknown> =>
      outcomeOf(await new TestBrowser(server).signIn(tenant, {username, password}));

    /** The password that a reset tells. */
    const resetOf = async (tenant: TestTenant, user: Pick<TestUser, 'id'>): Promise<string> => {
      const {status, body} = await reset(server, tenant, user);
      assert.equal(status, 200, body.code);
      return body.temporaryPassword;
    };

    /** The SDK as a browser runs it, by cookie. */
    const inBrowser = (browser: TestBrowser): TenantClient =>
      new TenantClient({
        baseUrl: server.publicUrl,
        auth: {cookie: true},
        retries: 0,
        fetch: (input, {method = 'GET', headers = {}, body} = {}) =>
          browser.request(String(input).slice(server.publicUrl.href.length), {
            method,
            headers,
            ...(typeof body === 'string' && {body}),
          }),
      });

    test('endpoint 13, A10, L6: the answer is what to hand over, with a temporary password that is told once', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      server.clock.advance({minutes: 1});
      const {status, etag, body} = await reset(server, tenant, user);
      const {temporaryPassword, ...handoff} = Handoff.parse(body);
      const expiresAt = new Date(server.clock.now().getTime() + 24 * 3_600_000).toISOString();
      assert.deepEqual([status, etag], [200, null]);
      assert.deepEqual(handoff, {
        loginUrl: 'https://portal.example/',
        username: user.username,
        expiresAt,
        delivered: 'shown',
        secretWithheld: false,
      });
      assert.match(temporaryPassword ?? '', TEMPORARY);
      assert.notEqual(await resetOf(tenant, user), temporaryPassword);
    });

    test('W9: facts of the credential change, and no version; everything else of the user stays', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({role: 'developer'});
      const before = await read(tenant, user);
      server.clock.advance({minutes: 1});
      const {body} = await reset(server, tenant, user);
      assert.deepEqual(await read(tenant, user), {
        ...before,
        credential: 'temporary',
        passwordChangedAt: server.clock.now().toISOString(),
        temporaryPasswordExpiresAt: body.expiresAt,
      });
    });

    test('L7, A4, E18: the old password is dead, and so are cookies and tokens, on the very next request; nobody else’s', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const browsers = [await signedIn(server, tenant, user), await signedIn(server, tenant, user)];
      const colleague = await signedIn(server, tenant, tenant.administrator);
      const token = await user.token();
      const byToken = (): Promise<Response> => server.request('/v1/me', {headers: {Authorization: `Bearer ${token}`}});
      const answers = (): Promise<unknown[]> =>
        Promise.all([...browsers.map((browser) => browser.request('/v1/me')), byToken()].map(async (sent) => outcomeOf(await sent)));
      assert.deepEqual(
        await answers(),
        [1, 2, 3].map(() => [200, undefined]),
      );
      server.clock.advance({seconds: 1});
      const temporary = await resetOf(tenant, user);
      assert.deepEqual(
        await answers(),
        [1, 2, 3].map(() => [401, 'session-ended']),
      );
      assert.deepEqual(await signIn(tenant, user, user.password), [401, 'invalid-credentials']);
      assert.deepEqual(await signIn(tenant, user, temporary), [201, undefined]);
      assert.equal((await colleague.request('/v1/me')).status, 200);
      const left = await server.database.inTenant(tenant.id, (transaction) =>
        transaction.selectFrom('sessions').select('user_id').execute(),
      );
      assert.deepEqual(left.map(({user_id}) => user_id).toSorted(), [tenant.administrator.id, user.id].toSorted());
    });

    test('S0-32, S1-10, A6, A10, S10: through the SDK: reset, told to whoever listens; the temporary password is good for changing itself only', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({role: 'auditor'});
      const admin = server.client(tenant.administrator);
      const heard = ownChanges(admin);
      const {temporaryPassword, secretWithheld} = await admin.users.resetPassword(user.id, {delivery: 'show'}, {version: 1});
      assert.deepEqual(heard, [{action: 'passwordReset', subject: {type: 'user', id: user.id}}]);
      assert.equal(secretWithheld, false);
      const password = temporaryPassword ?? assert.fail();

      const theirs = inBrowser(new TestBrowser(server));
      const other = inBrowser(new TestBrowser(server));
      const credentials = {tenant: tenant.slug, username: user.username, password};
      assert.equal((await theirs.session.signIn(credentials)).session?.kind, 'passwordChangeRequired');
      await other.session.signIn(credentials);
      for (const attempt of [
        () => theirs.users.list(),
        () => theirs.users.get(user.id),
        () => theirs.me.update({firstName: 'Else'}, {version: '*'}),
        () => theirs.me.sessions(),
        () => theirs.roles.list(),
      ]) {
        await assert.rejects(attempt, (error) => isProblem(error, 'password-change-required'));
      }
      await assert.rejects(
        theirs.me.changePassword({currentPassword: password, newPassword: password}),
        (error) => isProblem(error, 'password-policy') && (error.problem.rules ?? []).includes('same-as-temporary'),
      );
      await theirs.me.changePassword({currentPassword: password, newPassword: CHOSEN});
      assert.equal((await theirs.session.get()).session?.kind, 'full');
      assert.equal((await theirs.users.list()).items.length, 2);
      await assert.rejects(other.session.get(), (error) => isProblem(error, 'session-ended'));
      assert.deepEqual(await signIn(tenant, user, password), [401, 'invalid-credentials']);
      assert.deepEqual(await signIn(tenant, user, CHOSEN), [201, undefined]);
      assert.equal((await read(tenant, user)).credential, 'password');
      await assert.rejects(admin.users.resetPassword(user.id, {delivery: 'show'}, {version: 9}), (error) =>
        isProblem(error, 'precondition-failed'),
      );
    });

    test('E27: a temporary password after a newer reset, after walking away, and after its time', async () => {
      const tenant = await server.freshTenant();
      const {body} = await create(server, tenant, JOHN);
      const first = await resetOf(tenant, body.user);
      assert.deepEqual(await signIn(tenant, JOHN, body.handoff.temporaryPassword), [401, 'invalid-credentials']);
      const second = await resetOf(tenant, body.user);
      assert.deepEqual(await signIn(tenant, JOHN, first), [401, 'invalid-credentials']);
      for (const _ of ['once', 'and again']) {
        const browser = await signedIn(server, tenant, {username: JOHN.username, password: second});
        assert.equal((await (await browser.request('/v1/me')).json()).session.kind, 'passwordChangeRequired');
      }
      server.clock.advance({hours: 24});
      assert.deepEqual(await signIn(tenant, JOHN, second), [403, 'temporary-password-expired']);
      assert.deepEqual(await signIn(tenant, JOHN, await resetOf(tenant, body.user)), [201, undefined]);
    });

    test('endpoint 13: a user without any password gets one; one whose password is kept elsewhere, or who is deactivated, does not', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const make = (credential: 'none' | 'external'): Promise<unknown> =>
        server.database.asOwner(async (owner) => {
          await owner.deleteFrom('credentials').where('user_id', '=', user.id).execute();
          await owner.updateTable('users').set({credential}).where('id', '=', user.id).execute();
        });
      const refused = async (): Promise<unknown> => {
        const browser = await server.request('/v1/me', {as: user});
        const before = await everythingOf(server.database, tenant.id);
        const {status, body} = await reset(server, tenant, user);
        assert.deepEqual(await everythingOf(server.database, tenant.id), before);
        return [status, body.code, browser.status];
      };
      await make('none');
      assert.deepEqual(await signIn(tenant, user, await resetOf(tenant, user)), [201, undefined]);
      await make('external');
      assert.deepEqual(await refused(), [409, 'password-managed-externally', 200]);
      await act(server, tenant, user, 'deactivate');
      assert.deepEqual(await refused(), [409, 'password-managed-externally', 401]);
      await make('none');
      assert.deepEqual(await refused(), [409, 'user-deactivated', 401]);
    });

    test('L18, A9: the audit tells of the reset; the password is in no row and no log', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const password = (await reset(server, tenant, user, {headers: {'Idempotency-Key': 'told-once'}})).body.temporaryPassword;
      const row = (await auditTrail(server, tenant)).at(-1);
      assert.deepEqual(
        [row?.action, row?.outcome, row?.actor_id, row?.target_id, row?.reason, row?.changes],
        [
          'user.passwordReset',
          'success',
          tenant.administrator.id,
          user.id,
          null,
          [{path: '/credential', from: 'password', to: 'temporary'}],
        ],
      );
      await signIn(tenant, user, password);
      const kept = [...(await everythingOf(server.database, tenant.id)), JSON.stringify(server.logger.entries)];
      assert.ok(kept.some((text) => text.startsWith('idempotency_records') && text.includes('secretWithheld')));
      assert.deepEqual(
        kept.filter((text) => text.includes(password)),
        [],
      );
    });

    test('W10: the same again under its key tells no secret and resets nothing; the first password stays good', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const send = (): Promise<Changed> => reset(server, tenant, user, {ifMatch: '"1"', headers: {'Idempotency-Key': 'once'}});
      const {body: first} = await send();
      const browser = await signedIn(server, tenant, {...user, password: first.temporaryPassword});
      const audited = (await auditTrail(server, tenant)).length;
      const {status, body} = await send();
      assert.deepEqual([status, body], [200, {...first, temporaryPassword: null, secretWithheld: true}]);
      assert.equal((await browser.request('/v1/me')).status, 200);
      assert.deepEqual(await signIn(tenant, user, first.temporaryPassword), [201, undefined]);
      assert.equal((await auditTrail(server, tenant)).filter(({action}) => action === 'user.passwordReset').length, 1);
      assert.equal((await auditTrail(server, tenant)).length, audited + 1);
      await resetOf(tenant, user);
      assert.deepEqual((await send()).body, body, 'whatever has happened since');
      const again = await act(server, tenant, user, 'deactivate', {headers: {'Idempotency-Key': 'once'}});
      assert.equal(again.status, 200, 'a key belongs to its path');
    });

    test('W7: the delivery has to be named, and only what there is can be asked for', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      for (const [json, pointer, code] of [
        [{}, '#/delivery', 'required'],
        [{delivery: 'fax'}, '#/delivery', 'not-allowed'],
        [{delivery: 'show', password: CHOSEN}, '#/password', 'unknown-member'],
      ] as const) {
        const {status, body} = await act(server, tenant, user, 'reset-password', {json});
        assert.deepEqual([status, body.errors?.[0]?.pointer, body.errors?.[0]?.code], [422, pointer, code]);
      }
      assert.deepEqual(await signIn(tenant, user, user.password), [201, undefined]);
    });

    test('W9, E7: If-Match is heeded where it is sent: 412 with the user as it is now, 400 without quotes', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const late = await reset(server, tenant, user, {ifMatch: '"2"'});
      assert.deepEqual([late.status, late.etag, User.parse(late.body.current)], [412, '"1"', await read(tenant, user)]);
      assert.equal((await reset(server, tenant, user, {ifMatch: '1'})).body.code, 'invalid-precondition');
      assert.deepEqual(await signIn(tenant, user, user.password), [201, undefined]);
      assert.equal((await reset(server, tenant, user, {ifMatch: 'W/"1"'})).status, 200);
    });

    test('E11: a user who is deleted, another tenant’s or never was is not found, in the same bytes, and nothing is hashed', async () => {
      const [tenant, other] = [await server.freshTenant(), await server.freshTenant()];
      const deleted = await tenant.addUser();
      await server.database.asOwner((owner) => owner.deleteFrom('users').where('id', '=', deleted.id).execute());
      const runs = server.hasher.runs;
      const bytes = async (id: string): Promise<string> => {
        const headers = {'X-Request-Id': 'same', 'If-Match': '"7"'};
        const init = {as: tenant.administrator, json: {delivery: 'show'}, headers};
        const response = await server.request(`${tenant.path}/users/${id}/reset-password`, init);
        return `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
      };
      const never = await bytes(server.newId('usr'));
      assert.match(never, /^404 .*not-found/);
      for (const id of [deleted.id, other.administrator.id, 'nobody']) {
        assert.equal(await bytes(id), never);
      }
      assert.equal(server.hasher.runs, runs);
      assert.deepEqual(await signIn(other, other.administrator, other.administrator.password), [201, undefined]);
    });
  });
}
