import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {type Selectable, sql} from 'kysely';
import type {IdempotencyRecordTable} from '../db/schema.ts';
import {auditTrail} from '../testing/audit.ts';
import {signedIn, TestBrowser} from '../testing/browser.ts';
import {engines} from '../testing/engines.ts';
import {createIssuer} from '../testing/issuer.ts';
import {addRole, countUsers, giveRole, JOHN} from '../testing/new-users.ts';
import {TestClock} from '../testing/ports.ts';
import {type TestRequest, type TestServer, useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';

const KEY = '0d3f6f0e-7a4b-4a55-9d0e-7d1c5f0b5a11';

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly body: any;
}

const read = async (response: Response): Promise<Answered> => {
  const text = await response.text();
  return {status: response.status, headers: response.headers, text, body: text === '' ? undefined : JSON.parse(text)};
};

const replayed = ({headers}: Answered): boolean => headers.get('idempotency-replayed') === 'true';

const recordsOf = (server: TestServer, {id}: TestTenant): Promise<Selectable<IdempotencyRecordTable>[]> =>
  server.database.inTenant(id, (transaction) =>
    transaction.selectFrom('idempotency_records').selectAll().where('tenant_id', '=', id).execute(),
  );

for (const engine of engines) {
  describe(`writes that are sent again on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    const send = async (path: string, user: TestUser, {headers, ...init}: TestRequest, key: string | null = KEY): Promise<Answered> =>
      read(await server.request(path, {...init, as: user, headers: {...(key !== null && {'Idempotency-Key': key}), ...headers}}));

    const create = (tenant: TestTenant, json: unknown = JOHN, user = tenant.administrator, key: string | null = KEY): Promise<Answered> =>
      send(`${tenant.path}/users`, user, {json}, key);

    const rename = (user: TestUser, firstName: string, ifMatch: string, key: string | null = KEY): Promise<Answered> =>
      send('/v1/me', user, {method: 'PATCH', json: {firstName}, headers: {'If-Match': ifMatch}}, key);

    test('E2, W10: double click, proxy retry, lost answer after create: one user, the repeat answers 201 with Idempotency-Replayed', async () => {
      const tenant = await server.freshTenant();
      const first = await create(tenant);
      const rows = (await auditTrail(server, tenant)).length;
      const runs = server.hasher.runs;
      for (const _ of ['a proxy', 'a person']) {
        const again = await create(tenant);
        assert.deepEqual([again.status, replayed(again)], [201, true]);
        assert.deepEqual([again.headers.get('etag'), again.headers.get('location')], ['"1"', first.headers.get('location')]);
        assert.deepEqual(again.body.user, first.body.user);
      }
      assert.equal(replayed(first), false);
      assert.deepEqual([await countUsers(server, tenant), (await auditTrail(server, tenant)).length], [2, rows]);
      assert.equal(server.hasher.runs, runs, 'no password is hashed for an answer that is known');
    });

    test('W10, T12, L5: what is kept of a new user holds no secret; a repeat says that it was withheld', async () => {
      const tenant = await server.freshTenant();
      const {body: first} = await create(tenant);
      const secret = first.handoff.temporaryPassword;
      const again = await create(tenant);
      assert.deepEqual(again.body.handoff, {...first.handoff, temporaryPassword: null, secretWithheld: true});
      assert.doesNotMatch(JSON.stringify(await recordsOf(server, tenant)), new RegExp(secret));
      const typed = {
        ...JOHN,
        username: 'typed',
        email: 'typed@example.com',
        credential: {type: 'password', password: 'violet kettle forgets'},
      };
      const [one, other] = [await create(tenant, typed, undefined, 'typed'), await create(tenant, typed, undefined, 'typed')];
      assert.deepEqual([one.status, other.text, replayed(other)], [201, one.text, true]);
      assert.equal(other.body.handoff.secretWithheld, false, 'nothing was withheld from who typed it');
      assert.doesNotMatch(JSON.stringify(await recordsOf(server, tenant)), /violet/);
    });

    test('W10, T12: of 20 equal requests at once one creates the user; every answer is 201, or 409 for a while', async () => {
      const tenant = await server.freshTenant();
      const before = (await auditTrail(server, tenant)).length;
      const answers = await Promise.all(Array.from({length: 20}, () => create(tenant)));
      for (const {status, body, headers} of answers) {
        assert.ok(status === 201 || (status === 409 && body.code === 'idempotency-in-progress' && headers.get('retry-after') === '1'));
      }
      assert.equal(answers.filter((answer) => answer.status === 201 && !replayed(answer)).length, 1);
      assert.equal(new Set(answers.flatMap(({status, body}) => (status === 201 ? [body.user.id] : []))).size, 1);
      assert.deepEqual([await countUsers(server, tenant), (await auditTrail(server, tenant)).length], [2, before + 1]);
      assert.equal((await recordsOf(server, tenant)).length, 1);
    });

    test('W10, W9: a repeat is answered before any version is compared, in the very same words', async () => {
      const user = await (await server.freshTenant()).addUser();
      const first = await rename(user, 'Grace', '"1"');
      assert.deepEqual([first.status, first.body.user.version], [200, 2]);
      const again = await rename(user, 'Grace', '"1"');
      assert.deepEqual([again.status, again.text, replayed(again)], [200, first.text, true]);
      assert.equal((await rename(user, 'Grace', '"1"', 'another')).status, 412, 'it was too late for a request of its own');
    });

    test('E7: If-Match W/"3" is read as 3, and a bare 3 is 400 invalid-precondition', async () => {
      const user = await (await server.freshTenant()).addUser();
      await rename(user, 'One', '"1"', null);
      await rename(user, 'Two', '"2"', null);
      const bare = await rename(user, 'Three', '3');
      assert.deepEqual([bare.status, bare.body.code], [400, 'invalid-precondition']);
      const weak = await rename(user, 'Three', 'W/"3"');
      assert.deepEqual([weak.status, weak.body.user.version], [200, 4]);
    });

    test('W10: another body, or another If-Match, under the same key is 422 idempotency-key-reused, and changes nothing', async () => {
      const tenant = await server.freshTenant();
      await create(tenant);
      const other = await create(tenant, {...JOHN, username: 'somebody.else', email: 'else@example.com'});
      assert.deepEqual([other.status, other.body.code, replayed(other)], [422, 'idempotency-key-reused', false]);
      assert.equal(await countUsers(server, tenant), 2);
      const user = await tenant.addUser();
      await rename(user, 'Grace', '"1"');
      const matched = await rename(user, 'Grace', '*');
      assert.deepEqual([matched.status, matched.body.code], [422, 'idempotency-key-reused']);
    });

    test('W10: a key belongs to its principal, method and path', async () => {
      const tenant = await server.freshTenant();
      const second = await tenant.addUser({role: 'tenant-admin'});
      const twin = {...JOHN, username: 'johns.twin', email: 'twin@example.com'};
      assert.equal((await create(tenant)).status, 201);
      const theirs = await create(tenant, twin, second);
      assert.deepEqual([theirs.status, replayed(theirs), theirs.body.user.username], [201, false, 'johns.twin']);
      const elsewhere = await rename(tenant.administrator, 'Grace', '*');
      assert.deepEqual([elsewhere.status, replayed(elsewhere)], [200, false]);
      const other = await server.freshTenant();
      assert.deepEqual([(await create(other)).status, await countUsers(server, other)], [201, 2]);
      const browsers = await Promise.all([1, 2].map(() => signedIn(server, tenant, second)));
      for (const browser of browsers) {
        const {session} = await (await browser.request('/v1/me')).json();
        const ended = await send(`/v1/me/sessions/${session.id}`, second, {method: 'DELETE'});
        assert.deepEqual([ended.status, replayed(ended), (await browser.request('/v1/me')).status], [204, false, 401]);
      }
    });

    test('W10: answers of 400 and more are not kept: once the reason is gone the same key succeeds', async () => {
      const tenant = await server.freshTenant();
      const {body} = await create(tenant, JOHN, undefined, null);
      const refused = await create(tenant);
      assert.deepEqual([refused.status, refused.body.code], [409, 'username-taken']);
      assert.deepEqual(await recordsOf(server, tenant), [], 'the key went with the effect that was rolled back');
      await server.database.asOwner((owner) =>
        owner.updateTable('users').set({username_key: 'gone', email_key: 'gone'}).where('id', '=', body.user.id).execute(),
      );
      const again = await create(tenant);
      assert.deepEqual([again.status, replayed(again)], [201, false]);
    });

    test('T12: an effect that breaks after it was made leaves no record, no audit row and no user', async () => {
      const tenant = await server.freshTenant();
      const asOwner = (statement: string): Promise<unknown> => server.database.asOwner((owner) => sql.raw(statement).execute(owner));
      const before = (await auditTrail(server, tenant)).length;
      // The last statement of the transaction, which completes the record, fails.
      await asOwner('alter table idempotency_records add constraint planted check (status = 0) not valid');
      try {
        assert.equal((await create(tenant)).status, 500);
      } finally {
        await asOwner('alter table idempotency_records drop constraint planted');
      }
      assert.deepEqual(
        [await countUsers(server, tenant), (await auditTrail(server, tenant)).length, (await recordsOf(server, tenant)).length],
        [1, before, 0],
      );
      const again = await create(tenant);
      assert.deepEqual([again.status, replayed(again)], [201, false]);
    });

    test('W10, E19: a key is kept 24 hours by the server’s clock; then it is free, and runDue forgets it', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      await rename(user, 'Grace', '*');
      server.clock.advance({hours: 23, minutes: 59});
      await server.runDue();
      assert.equal(replayed(await rename(user, 'Grace', '*')), true);
      server.clock.advance({minutes: 1});
      const fresh = await rename(user, 'Ada', '*');
      assert.deepEqual([fresh.status, replayed(fresh), fresh.body.user.firstName], [200, false, 'Ada']);
      assert.equal(replayed(await rename(user, 'Ada', '*')), true, 'the record was renewed');
      assert.equal((await recordsOf(server, tenant)).length, 1);
      server.clock.advance({hours: 24});
      const other = await server.freshTenant();
      await create(other);
      await server.runDue();
      assert.deepEqual([(await recordsOf(server, tenant)).length, (await recordsOf(server, other)).length], [0, 1]);
    });

    test('W8, W10: who may no longer call is told so, not what was answered once', async () => {
      const tenant = await server.freshTenant();
      const helper = await tenant.addUser({role: 'tenant-admin'});
      await create(tenant, JOHN, helper);
      await giveRole(server, tenant, helper, tenant.roleIds['tenant-user'] ?? '');
      const demoted = await create(tenant, JOHN, helper);
      assert.deepEqual([demoted.status, demoted.body.code], [403, 'permission-denied']);
      await server.database.asOwner((owner) =>
        owner.updateTable('users').set({status: 'deactivated'}).where('id', '=', helper.id).execute(),
      );
      const deactivated = await create(tenant, JOHN, helper);
      assert.deepEqual([deactivated.status, deactivated.body.code], [401, 'session-ended']);
      const browser = await signedIn(server, tenant, tenant.administrator);
      const {cookie} = browser;
      const patch = (): Promise<Response> =>
        browser.request('/v1/me', {method: 'PATCH', json: {firstName: 'Grace'}, headers: {'If-Match': '*', 'Idempotency-Key': KEY}});
      assert.equal((await patch()).status, 200);
      assert.equal((await patch()).headers.get('idempotency-replayed'), 'true');
      await browser.request('/v1/session', {method: 'DELETE'});
      browser.cookie = cookie;
      assert.equal((await patch()).status, 401);
    });

    test('W8, W10: what the schema refuses is refused before any key is looked at', async () => {
      const tenant = await server.freshTenant();
      await create(tenant);
      const broken = await create(tenant, {...JOHN, email: 'nonsense'});
      assert.deepEqual([broken.status, broken.body.code], [422, 'validation-failed']);
    });

    test('W10: 1 to 64 letters, digits, hyphens and underscores are a key, in quotes or without; all else is 400', async () => {
      const user = await (await server.freshTenant()).addUser();
      for (const key of ['x', 'x'.repeat(64), '-_-', '"quoted"', 'A1']) {
        assert.equal((await rename(user, 'Grace', '*', key)).status, 200, key);
      }
      assert.equal(replayed(await rename(user, 'Grace', '*', 'quoted')), true, 'quotes are no part of it');
      for (const key of ['', '""', 'x'.repeat(65), 'a b', 'a,b', 'ä', '"half', 'half"', 'a.b', '../x', "'or 1=1", 'a\tb']) {
        const {status, body} = await rename(user, 'Grace', '*', key);
        assert.deepEqual([status, body.code], [400, 'invalid-precondition'], key);
      }
    });

    test('W10: signing in and out and changing a password ignore the header', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const browser = new TestBrowser(server);
      for (const key of [KEY, KEY, 'no key at all']) {
        const headers = {'Idempotency-Key': key};
        const signIn = await browser.request('/v1/session', {headers, json: {tenant: tenant.slug, ...user, username: user.username}});
        assert.equal(signIn.status, 422, 'unknown members, so that this test cannot pass by chance');
        const {username, password} = user;
        assert.equal((await browser.request('/v1/session', {headers, json: {tenant: tenant.slug, username, password}})).status, 201);
        const wrong = await browser.request('/v1/me/password', {headers, json: {currentPassword: 'wrong', newPassword: 'x'}});
        assert.equal((await wrong.json()).code, 'wrong-password');
        const out = await browser.request('/v1/session', {method: 'DELETE', headers});
        assert.deepEqual([out.status, out.headers.get('idempotency-replayed')], [204, null]);
      }
      assert.deepEqual(await recordsOf(server, tenant), []);
    });

    test('W10: an answer without a body is repeated without one, and a cookie that it set is not kept', async () => {
      const tenant = await server.freshTenant();
      const laptop = await signedIn(server, tenant, tenant.administrator);
      const phone = await signedIn(server, tenant, tenant.administrator);
      const {session} = await (await laptop.request('/v1/me')).json();
      const end = (browser: TestBrowser): Promise<Response> =>
        browser.request(`/v1/me/sessions/${session.id}`, {method: 'DELETE', headers: {'Idempotency-Key': KEY}});
      const first = await end(laptop);
      assert.deepEqual([first.status, laptop.cookie], [204, undefined]);
      const again = await read(await end(phone));
      assert.deepEqual([again.status, again.text, replayed(again)], [204, '', true]);
      assert.equal(phone.setCookie, null, 'the phone goes on');
      const [record] = await recordsOf(server, tenant);
      assert.deepEqual([record?.status, record?.headers, record?.body], [204, {}, null]);
    });

    test('W10: a fingerprint needs the key of the installation: who reads the table cannot try bodies against it', async () => {
      const tenant = await server.freshTenant();
      await create(tenant);
      const [record] = await recordsOf(server, tenant);
      assert.match(record?.fingerprint ?? '', /^[0-9a-f]{64}$/);
      const head = JSON.stringify(['POST', `/api${tenant.path}/users`, null]);
      for (const text of [JSON.stringify(JOHN), `${head}\n${JSON.stringify(JOHN)}`]) {
        const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
        assert.notEqual(record?.fingerprint, Buffer.from(digest).toString('hex'));
      }
    });

    test('G1, L18, W10: a refusal that is written down is written down again at each try', async () => {
      const tenant = await server.freshTenant();
      const helper = await tenant.addUser();
      await giveRole(server, tenant, helper, await addRole(server, tenant, 'helper', ['users.create', 'users.assignRole']));
      const json = {...JOHN, roleId: tenant.roleIds['tenant-admin']};
      for (const _ of [1, 2]) {
        assert.equal((await create(tenant, json, helper)).body.code, 'privilege-escalation');
      }
      assert.equal((await auditTrail(server, tenant)).filter(({outcome}) => outcome === 'denied').length, 2);
    });
  });

  describe(`operators that send again on ${engine.name}`, {skip: engine.skip}, async () => {
    const {now} = new TestClock();
    const issuer = await createIssuer(now, {issuer: 'https://platform.example', operators: true});
    const server = useTestServer(engine, {bearer: {issuers: [issuer.options]}});

    test('W10, G5: an operator’s key is its own, in each tenant', async () => {
      const [tenant, other] = [await server.freshTenant(), await server.freshTenant()];
      const create = async (sub: string, {path}: TestTenant, username: string): Promise<Answered> =>
        read(
          await server.request(`${path}/users`, {
            json: {...JOHN, username, email: `${username}@example.com`},
            headers: {
              Authorization: `Bearer ${await issuer.sign({sub, scope: 'users.create'})}`,
              'Idempotency-Key': KEY,
            },
          }),
        );
      assert.deepEqual([(await create('op-7', tenant, 'one')).status, (await create('op-8', tenant, 'two')).status], [201, 201]);
      assert.deepEqual(replayed(await create('op-7', tenant, 'one')), true);
      assert.deepEqual([(await create('op-7', other, 'one')).status, await countUsers(server, tenant)], [201, 3]);
    });
  });
}
