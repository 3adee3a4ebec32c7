import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {isApiError} from '@tenantry/sdk';
import {PERMISSIONS, User} from '@tenantry/sdk/contract';
import {auditTrail, lastDenied} from '../testing/audit.ts';
import {ownChanges} from '../testing/own-changes.ts';
import {signedIn, TestBrowser} from '../testing/browser.ts';
import {act, type Changed, change} from '../testing/changed-users.ts';
import {engines} from '../testing/engines.ts';
import {createIssuer} from '../testing/issuer.ts';
import {addHelper, create, JOHN} from '../testing/new-users.ts';
import {TestClock} from '../testing/ports.ts';
import {useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';

const ACTIONS = ['deactivate', 'reactivate'] as const;

for (const engine of engines) {
  describe(`deactivating users on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    const outcome = ({status, body}: Changed): unknown => [status, body.code, body.missing ?? body.required];

    const read = async ({path, administrator}: TestTenant, {id}: Pick<TestUser, 'id'>): Promise<User> =>
      User.parse(await (await server.request(`${path}/users/${id}`, {as: administrator})).json());

    /** What hangs on a user beside the row itself. */
    const belongings = ({id: tenantId}: TestTenant, {id}: TestUser): Promise<unknown> =>
      server.database.inTenant(tenantId, async (transaction) => ({
        credentials: await transaction.selectFrom('credentials').selectAll().where('user_id', '=', id).execute(),
        identities: await transaction.selectFrom('external_ids').selectAll().where('user_id', '=', id).execute(),
        words: await transaction.selectFrom('user_words').selectAll().where('user_id', '=', id).orderBy('word').execute(),
        activity: await transaction
          .selectFrom('user_activity')
          .select(['last_sign_in_at', 'last_active_at'])
          .where('user_id', '=', id)
          .execute(),
      }));

    const sessionsOf = async ({id: tenantId}: TestTenant, {id}: TestUser): Promise<number> =>
      (
        await server.database.inTenant(tenantId, (transaction) =>
          transaction.selectFrom('sessions').select('id').where('user_id', '=', id).execute(),
        )
      ).length;

    const answerTo = async (response: Response): Promise<unknown> => [
      response.status,
      response.ok ? undefined : (await response.json()).code,
    ];

    test('endpoint 15, L9, W9: the status changes and everything else stays; one version more, as ETag; the audit tells why', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser({role: 'developer'});
      await change(server, tenant, user, {note: 'keep', extraPermissions: ['users.read']});
      await signedIn(server, tenant, user);
      const [before, had, audited] = [await read(tenant, user), await belongings(tenant, user), (await auditTrail(server, tenant)).length];
      server.clock.advance({minutes: 1});
      const at = server.clock.now().toISOString();
      const gone = await act(server, tenant, user, 'deactivate', {json: {reason: '  left the team '}});
      assert.deepEqual([gone.status, gone.etag], [200, '"3"']);
      const off = {status: 'deactivated', deactivatedAt: at, deactivationReason: 'left the team', updatedAt: at, version: 3};
      assert.deepEqual(User.parse(gone.body), {...before, ...off});
      assert.deepEqual([await read(tenant, user), await belongings(tenant, user)], [User.parse(gone.body), had]);
      server.clock.advance({minutes: 1});
      const back = await act(server, tenant, user, 'reactivate');
      assert.deepEqual([back.status, back.etag], [200, '"4"']);
      assert.deepEqual(User.parse(back.body), {...before, updatedAt: server.clock.now().toISOString(), version: 4});
      assert.deepEqual([await read(tenant, user), await belongings(tenant, user)], [User.parse(back.body), had]);
      assert.deepEqual(
        (await auditTrail(server, tenant))
          .slice(audited)
          .map(({action, target_id, outcome: how, actor_id, changes, reason}) => [action, target_id, how, actor_id, changes, reason]),
        [
          ['user.deactivated', 'active', 'deactivated', 'left the team'] as const,
          ['user.reactivated', 'deactivated', 'active', null] as const,
        ].map(([action, from, to, reason]) => [action, user.id, 'success', tenant.administrator.id, [{path: '/status', from, to}], reason]),
      );
    });

    test('L9: who is in the state already is answered as they are: no version, no audit row, the first reason, the session goes on', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const browser = await signedIn(server, tenant, user);
      const audited = async (): Promise<number> => (await auditTrail(server, tenant)).length;
      const atFirst = await audited();
      const active = await act(server, tenant, user, 'reactivate');
      assert.deepEqual([active.status, active.etag, active.body.status], [200, '"1"', 'active']);
      assert.deepEqual([(await browser.request('/v1/me')).status, await audited()], [200, atFirst]);
      const {body: first} = await act(server, tenant, user, 'deactivate', {json: {reason: 'first'}});
      const validFrom = (): Promise<unknown> =>
        server.database.inTenant(tenant.id, (transaction) =>
          transaction.selectFrom('users').select('sessions_valid_from').where('id', '=', user.id).execute(),
        );
      const [from, then] = [await validFrom(), await audited()];
      server.clock.advance({minutes: 1});
      const again = await act(server, tenant, user, 'deactivate', {json: {reason: 'second'}});
      assert.deepEqual([again.status, again.etag, again.body], [200, '"2"', first]);
      assert.deepEqual([await audited(), await validFrom()], [then, from]);
    });

    test('S0-34, S0-35, A4, E6, E18: deactivation ends cookies and tokens on the very next request; reactivation brings none of them back', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const browsers = [await signedIn(server, tenant, user), await signedIn(server, tenant, user)];
      const colleague = await signedIn(server, tenant, tenant.administrator);
      const token = await user.token();
      const byToken = (): Promise<Response> => server.request('/v1/me', {headers: {Authorization: `Bearer ${token}`}});
      const answers = (): Promise<unknown[]> =>
        Promise.all([...browsers.map((browser) => browser.request('/v1/me')), byToken()].map(async (sent) => answerTo(await sent)));
      assert.deepEqual(
        await answers(),
        [1, 2, 3].map(() => [200, undefined]),
      );
      server.clock.advance({seconds: 1});
      assert.equal((await act(server, tenant, user, 'deactivate')).status, 200);
      const ended = [1, 2, 3].map(() => [401, 'session-ended']);
      assert.deepEqual(await answers(), ended);
      assert.deepEqual([await sessionsOf(tenant, user), (await colleague.request('/v1/me')).status], [0, 200]);
      const door = new TestBrowser(server);
      assert.deepEqual(await answerTo(await door.signIn(tenant, user)), [403, 'account-deactivated']);
      assert.deepEqual(await answerTo(await door.signIn(tenant, {...user, password: 'wrong'})), [401, 'invalid-credentials']);
      assert.deepEqual(await answerTo(await server.request('/v1/me', {as: user})), [401, 'session-ended'], 'a token from afterwards');
      server.clock.advance({seconds: 1});
      assert.equal((await act(server, tenant, user, 'reactivate')).status, 200);
      assert.deepEqual(await answers(), ended);
      assert.equal((await door.signIn(tenant, user)).status, 201);
      assert.equal((await server.request('/v1/me', {as: user})).status, 200);
    });

    test('L9, E27: a temporary password is as it was after reactivation: good while its time lasts, expired after it', async () => {
      const tenant = await server.freshTenant();
      const {body} = await create(server, tenant, JOHN);
      const john = {username: JOHN.username, password: body.handoff.temporaryPassword};
      const offAndOn = async (): Promise<unknown> => {
        await act(server, tenant, body.user, 'deactivate');
        const {body: user} = await act(server, tenant, body.user, 'reactivate');
        return [user.credential, user.temporaryPasswordExpiresAt];
      };
      assert.deepEqual(await offAndOn(), ['temporary', body.handoff.expiresAt]);
      assert.equal((await new TestBrowser(server).signIn(tenant, john)).status, 201);
      server.clock.advance({hours: 24});
      assert.deepEqual(await offAndOn(), ['temporary', body.handoff.expiresAt]);
      assert.deepEqual(await answerTo(await new TestBrowser(server).signIn(tenant, john)), [403, 'temporary-password-expired']);
    });

    test('W6, W7: a reason is optional, for people and at most 500 long; nothing else can be sent', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      for (const [json, kept] of [
        [{}, null],
        [{reason: null}, null],
        [{reason: '  '}, null],
        [{reason: 'é'.repeat(500)}, 'é'.repeat(500)],
      ] as const) {
        assert.equal((await act(server, tenant, user, 'deactivate', {json})).body.deactivationReason, kept);
        await act(server, tenant, user, 'reactivate');
      }
      const {version} = await read(tenant, user);
      const refused = async (action: (typeof ACTIONS)[number], json: unknown): Promise<unknown> => {
        const {status, body} = await act(server, tenant, user, action, {json});
        return [status, body.errors[0].pointer, body.errors[0].code];
      };
      assert.deepEqual(await refused('deactivate', {reason: 'x'.repeat(501)}), [422, '#/reason', 'too-long']);
      assert.deepEqual(await refused('deactivate', {jobs: 'stop'}), [422, '#/jobs', 'not-allowed']);
      assert.deepEqual(await refused('deactivate', {reason: 'a\nb'}), [422, '#/reason', 'control-character']);
      for (const member of ['status', 'tenantId', 'version']) {
        assert.deepEqual(await refused('deactivate', {[member]: 'x'}), [422, `#/${member}`, 'unknown-member']);
      }
      assert.deepEqual(await refused('reactivate', {reason: 'x'}), [422, '#/reason', 'unknown-member']);
      assert.deepEqual([(await read(tenant, user)).version, (await read(tenant, user)).status], [version, 'active']);
    });

    test('W9, E1, E7: If-Match is heeded where it is sent: 412 with the user as it is now, 400 without quotes', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      for (const [action, late, right] of [
        ['deactivate', '"1"', 'W/"2"'],
        ['reactivate', '"2"', '"3"'],
      ] as const) {
        if (action === 'deactivate') {
          await change(server, tenant, user, {firstName: 'Else'});
        }
        const refused = await act(server, tenant, user, action, {ifMatch: late});
        assert.deepEqual([refused.status, refused.body.code], [412, 'precondition-failed']);
        assert.deepEqual([User.parse(refused.body.current), refused.etag], [await read(tenant, user), right.replace('W/', '')]);
        assert.deepEqual(outcome(await act(server, tenant, user, action, {ifMatch: '2'})), [400, 'invalid-precondition', undefined]);
        assert.equal((await act(server, tenant, user, action, {ifMatch: right})).status, 200);
      }
      assert.equal((await act(server, tenant, user, 'deactivate', {ifMatch: '*'})).etag, '"5"');
    });

    test('W10: the same again under its key has no second effect, whatever has happened since', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const send = (): Promise<Changed> =>
        act(server, tenant, user, 'deactivate', {json: {reason: 'once'}, ifMatch: '"1"', headers: {'Idempotency-Key': 'once'}});
      const [first, second] = [await send(), await send()];
      assert.deepEqual([first.status, second], [200, first]);
      await act(server, tenant, user, 'reactivate');
      assert.deepEqual(await send(), first);
      assert.deepEqual([(await read(tenant, user)).status, (await read(tenant, user)).version], ['active', 3]);
    });

    test('E11: a user who is deleted, another tenant’s or never was is not found, in the same bytes', async () => {
      const [tenant, other] = [await server.freshTenant(), await server.freshTenant()];
      const deleted = await tenant.addUser();
      await server.database.asOwner((owner) => owner.deleteFrom('users').where('id', '=', deleted.id).execute());
      const bytes = async (id: string, action: string): Promise<string> => {
        const headers = {'X-Request-Id': 'same', 'If-Match': '"7"'};
        const response = await server.request(`${tenant.path}/users/${id}/${action}`, {as: tenant.administrator, json: {}, headers});
        return `${response.status} ${JSON.stringify([...response.headers])} ${await response.text()}`;
      };
      for (const action of ACTIONS) {
        const never = await bytes(server.newId('usr'), action);
        assert.match(never, /^404 .*not-found/);
        for (const id of [deleted.id, other.administrator.id, 'nobody']) {
          assert.equal(await bytes(id, action), never);
        }
      }
      assert.equal((await read(other, other.administrator)).status, 'active');
    });

    test('W8: the first check that fails answers: permission, schema, target, version, guards, state', async () => {
      const tenant = await server.freshTenant();
      const admin = tenant.administrator;
      const weak = await addHelper(server, tenant, ['users.deactivate']);
      const deputy = await addHelper(server, tenant, PERMISSIONS);
      const nobody = {id: server.newId('usr')};
      const code = async (...[user, as, options]: [Pick<TestUser, 'id'>, TestUser, object?]): Promise<string> =>
        (await act(server, tenant, user, 'deactivate', {as, ...options})).body.code;
      assert.equal(await code(nobody, await tenant.addUser(), {json: {x: 1}}), 'permission-denied');
      assert.equal(await code(nobody, weak, {json: {x: 1}}), 'validation-failed');
      assert.equal(await code(nobody, weak, {ifMatch: '"9"'}), 'not-found');
      assert.equal(await code(weak, weak, {ifMatch: '"9"'}), 'precondition-failed');
      assert.equal(await code(admin, admin), 'self-modification');
      assert.equal(await code(admin, weak), 'insufficient-authority');
      assert.equal(await code(admin, deputy), 'last-administrator');
    });

    test('endpoint 15: it needs users.deactivate and nothing else', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const able = await addHelper(server, tenant, ['users.deactivate']);
      const unable = await addHelper(
        server,
        tenant,
        PERMISSIONS.filter((permission) => permission !== 'users.deactivate'),
      );
      for (const action of ACTIONS) {
        const denied = await act(server, tenant, user, action, {as: unable});
        assert.deepEqual(outcome(denied), [403, 'permission-denied', 'users.deactivate']);
        assert.equal((await act(server, tenant, user, action, {as: able})).status, 200);
      }
      assert.equal((await read(tenant, user)).version, 3);
    });

    test('G2, E13: nobody deactivates or reactivates a user with a right over others that they lack, in whichever state the user is', async () => {
      const tenant = await server.freshTenant();
      const helper = await addHelper(server, tenant, ['users.deactivate', 'users.read']);
      const second = await tenant.addUser({role: 'tenant-admin'});
      const extra = await tenant.addUser();
      await change(server, tenant, extra, {extraPermissions: ['users.export']});
      const refused = async (user: TestUser, missing: readonly string[]): Promise<void> => {
        for (const action of ACTIONS) {
          const answer = outcome(await act(server, tenant, user, action, {as: helper}));
          assert.deepEqual(answer, [403, 'insufficient-authority', missing]);
          assert.deepEqual(await lastDenied(server, tenant), ['user', helper.id, user.id, 'insufficient-authority']);
        }
      };
      const lacked = [
        'dashboard.editTenant',
        'resources.readAll',
        'users.assignRole',
        'users.create',
        'users.delete',
        'users.export',
        'users.resetPassword',
        'users.update',
      ];
      await refused(second, lacked);
      await refused(extra, ['users.export']);
      await act(server, tenant, second, 'deactivate');
      await refused(second, lacked);
      assert.equal((await read(tenant, second)).status, 'deactivated');
      const developer = await tenant.addUser({role: 'developer'});
      assert.equal((await act(server, tenant, developer, 'deactivate', {as: helper})).status, 200, 'rights for oneself are no authority');
    });

    test('G3: nobody deactivates oneself, nor reactivates oneself while active', async () => {
      const tenant = await server.freshTenant();
      const admin = await tenant.addUser({role: 'tenant-admin'});
      for (const action of ACTIONS) {
        assert.deepEqual(outcome(await act(server, tenant, admin, action, {as: admin})), [403, 'self-modification', undefined]);
        assert.deepEqual(await lastDenied(server, tenant), ['user', admin.id, admin.id, 'self-modification']);
      }
      assert.equal((await read(tenant, admin)).version, 1);
    });

    test('G4, E33, E15: the last administrator who can sign in stays active; an equal custom role does not count', async () => {
      const tenant = await server.freshTenant();
      const deputy = await addHelper(server, tenant, PERMISSIONS);
      const off = (user: TestUser): Promise<Changed> => act(server, tenant, user, 'deactivate', {as: deputy});
      assert.deepEqual(outcome(await off(tenant.administrator)), [409, 'last-administrator', undefined]);
      assert.deepEqual(await lastDenied(server, tenant), ['user', deputy.id, tenant.administrator.id, 'last-administrator']);
      assert.equal((await read(tenant, tenant.administrator)).version, 1);
      const second = await tenant.addUser({role: 'tenant-admin'});
      assert.equal((await off(tenant.administrator)).status, 200);
      assert.deepEqual(outcome(await off(second)), [409, 'last-administrator', undefined]);
      assert.equal((await off(tenant.administrator)).status, 200, 'who is deactivated already');
      await act(server, tenant, tenant.administrator, 'reactivate', {as: deputy});
      assert.equal((await off(second)).status, 200, 'the one who is back counts again');
      assert.equal((await off(deputy)).status, 403);
    });

    test('E4: two last administrators deactivate each other at once: exactly one succeeds', async () => {
      const tenant = await server.freshTenant();
      const pair = [tenant.administrator, await tenant.addUser({role: 'tenant-admin'})] as const;
      const answers = await Promise.all(pair.map((as, index) => act(server, tenant, pair[1 - index] ?? as, 'deactivate', {as})));
      assert.deepEqual(answers.map(({status}) => status).toSorted(), [200, 401]);
    });

    test('S10: the SDK deactivates and reactivates, tells whoever listens, and names a version where it is asked to', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const client = server.client(tenant.administrator);
      const {users} = client;
      const heard = ownChanges(client);
      const off = await users.deactivate(user.id, {reason: 'away'}, {version: 1});
      assert.deepEqual([off.status, off.deactivationReason], ['deactivated', 'away']);
      await assert.rejects(users.reactivate(user.id, {version: 1}), (error) => isApiError(error) && error.code === 'precondition-failed');
      assert.equal((await users.reactivate(user.id)).status, 'active');
      assert.equal((await users.deactivate(user.id)).deactivationReason, null);
      assert.deepEqual(
        heard,
        ['deactivated', 'reactivated', 'deactivated'].map((action, index) => ({
          action,
          subject: {type: 'user', id: user.id, version: index + 2},
        })),
      );
      await assert.rejects(users.deactivate('no/id'), (error) => error instanceof Error);
    });
  });

  describe(`operators and the status of users on ${engine.name}`, {skip: engine.skip}, async () => {
    const issuer = await createIssuer(new TestClock().now, {issuer: 'https://platform.example', operators: true});
    const server = useTestServer(engine, {bearer: {issuers: [issuer.options]}});

    test('G5: an operator is bound by the last administrator alone, and the tenant sees each act', async () => {
      const tenant = await server.freshTenant();
      const second = await tenant.addUser({role: 'tenant-admin'});
      const operator = {...second, token: () => issuer.sign({sub: 'op-7', scope: 'users.deactivate'})};
      const attempt = async (user: TestUser, action: (typeof ACTIONS)[number]): Promise<unknown> => {
        const {status, body} = await act(server, tenant, user, action, {as: operator});
        const {action: audited, outcome, actor_type, actor_id, target_id} = (await auditTrail(server, tenant)).at(-1) ?? assert.fail();
        assert.deepEqual([actor_type, actor_id, target_id], ['operator', 'op-7', user.id]);
        return [status, body.code, audited, outcome];
      };
      assert.deepEqual(await attempt(second, 'deactivate'), [200, undefined, 'user.deactivated', 'success']);
      assert.deepEqual(await attempt(tenant.administrator, 'deactivate'), [409, 'last-administrator', 'access.denied', 'denied']);
      assert.deepEqual(await attempt(second, 'reactivate'), [200, undefined, 'user.reactivated', 'success']);
    });

    test('A14: an operator whose scope lacks the permission deactivates nobody', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const operator = {...user, token: () => issuer.sign({sub: 'op-7', scope: 'users.update users.read'})};
      const {status, body} = await act(server, tenant, user, 'deactivate', {as: operator});
      assert.deepEqual([status, body.code], [403, 'permission-denied']);
    });
  });
}
