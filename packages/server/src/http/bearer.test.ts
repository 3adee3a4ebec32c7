import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {exportJWK, generateKeyPair, type JWTPayload, SignJWT, UnsecuredJWT} from 'jose';
import {auditTrail} from '../testing/audit.ts';
import {engines} from '../testing/engines.ts';
import {createIssuer} from '../testing/issuer.ts';
import {TestClock} from '../testing/ports.ts';
import {useTestServer} from '../testing/server.ts';
import {Refusal} from '../refusal.ts';
import {bearerOf} from './bearer.ts';

const {now} = new TestClock();
const seconds = Math.floor(now().getTime() / 1000);

test('A1: RS256, PS256, ES256 and EdDSA are accepted, every other algorithm is not', async () => {
  for (const [algorithm, accepted] of [
    ['RS256', true],
    ['PS256', true],
    ['ES256', true],
    ['EdDSA', true],
    ['RS384', false],
    ['PS512', false],
    ['ES384', false],
  ] as const) {
    const {publicKey, privateKey} = await generateKeyPair(algorithm);
    const jwks = {keys: [{...(await exportJWK(publicKey)), kid: 'k'}]};
    const bearer = bearerOf({issuers: [{issuer: 'i', audience: 'a', jwks}]}, now);
    const token = await new SignJWT({iss: 'i', aud: 'a', sub: 's', exp: seconds + 60})
      .setProtectedHeader({alg: algorithm, kid: 'k'})
      .sign(privateKey);
    if (accepted) {
      assert.equal((await bearer.verify(token)).subject, 's', algorithm);
    } else {
      await assert.rejects(bearer.verify(token), (error) => error instanceof Refusal && error.code === 'invalid-token', algorithm);
    }
  }
});

test('A1: neither an unsigned token nor one signed with the public key as a secret is accepted', async () => {
  const issuer = await createIssuer(now);
  const bearer = bearerOf({issuers: [issuer.options]}, now);
  const claims = {iss: issuer.options.issuer, aud: issuer.options.audience, sub: 's', exp: seconds + 60};
  const unsigned = new UnsecuredJWT(claims).encode();
  const secret = new TextEncoder().encode(JSON.stringify(issuer.options.jwks.keys[0]));
  const symmetric = await new SignJWT(claims).setProtectedHeader({alg: 'HS256', kid: 'test'}).sign(secret);
  for (const token of [unsigned, symmetric]) {
    await assert.rejects(bearer.verify(token), (error) => error instanceof Refusal && error.code === 'invalid-token');
  }
});

for (const engine of engines) {
  describe(`bearer tokens on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    const answer = async (token: string, path = '/v1/me', scheme = 'Bearer'): Promise<[number, string | undefined]> => {
      const response = await server.request(path, {headers: {Authorization: `${scheme} ${token}`}});
      return [response.status, (await response.json()).code];
    };

    test('A1: the tenant follows from issuer and claim, the user from issuer and subject', async () => {
      const [tenant, other] = [await server.freshTenant(), await server.freshTenant()];
      const user = await tenant.addUser();
      const me = await (await server.request('/v1/me', {as: user})).json();
      assert.deepEqual([me.user.id, me.tenant.id, me.session], [user.id, tenant.id, null]);
      assert.deepEqual(await answer(await user.token({tenant: other.slug})), [403, 'not-a-member']);
      assert.deepEqual(await answer(await user.token({tenant: 'nowhere'})), [403, 'not-a-member']);
      assert.deepEqual(await answer(await user.token({tenant: undefined as never})), [403, 'not-a-member']);
      assert.deepEqual(await answer(await user.token({tenant: tenant.id as never})), [403, 'not-a-member']);
      assert.deepEqual(await answer(await user.token({sub: 'somebody else'})), [403, 'not-a-member']);
    });

    test('A1: iss, aud, exp and sub are needed and must be right; leeway is 60 seconds', async () => {
      const {administrator} = await server.freshTenant();
      const at = Math.floor(server.clock.now().getTime() / 1000);
      const refused: JWTPayload[] = [
        {iss: 'https://other.example'},
        {iss: undefined as never},
        {aud: 'other'},
        {aud: undefined as never},
        {exp: undefined as never},
        {exp: at - 61},
        {nbf: at + 61},
        {sub: undefined as never},
        {sub: ''},
        {sub: 'a\0b'},
        {sub: 'x'.repeat(256)},
        {sub: 7 as never},
        {tenant: 'a\0b', sub: 'a\0b'},
      ];
      for (const claims of refused) {
        assert.deepEqual(await answer(await administrator.token(claims)), [401, 'invalid-token'], JSON.stringify(claims));
      }
      for (const claims of [{exp: at - 59}, {nbf: at + 59}, {aud: ['other', 'tenantry']}]) {
        assert.equal((await answer(await administrator.token(claims)))[0], 200, JSON.stringify(claims));
      }
    });

    test('A1, E19: a token is good until 60 seconds after its end, by the server’s clock', async () => {
      const {administrator} = await server.freshTenant();
      const token = await administrator.token({exp: Math.floor(server.clock.now().getTime() / 1000) + 300});
      server.clock.advance({seconds: 300 + 59});
      assert.equal((await answer(token))[0], 200);
      server.clock.advance({seconds: 1});
      assert.deepEqual(await answer(token), [401, 'invalid-token']);
    });

    test('A1: what is no token, a token of another key and another scheme are refused, with WWW-Authenticate', async () => {
      const {administrator} = await server.freshTenant();
      const stranger = await createIssuer(server.clock.now);
      const token = await administrator.token();
      for (const other of [
        '',
        'x',
        'a.b.c',
        'a'.repeat(9000),
        `${token}x`,
        token.split('.').slice(0, 2).join('.'),
        await stranger.sign({sub: administrator.id, tenant: 'x'}),
      ]) {
        assert.deepEqual(await answer(other), [401, 'invalid-token'], other.slice(0, 30));
      }
      assert.deepEqual(await answer(token, '/v1/me', 'Basic'), [401, 'invalid-token']);
      assert.equal((await answer(token, '/v1/me', 'bearer'))[0], 200);
      const response = await server.request('/v1/me', {headers: {Authorization: 'Bearer x'}});
      assert.equal(response.headers.get('www-authenticate'), 'Bearer');
    });

    test('A1: Authorization wins over a cookie', async () => {
      const {administrator} = await server.freshTenant();
      const headers = {Authorization: `Bearer ${await administrator.token()}`, Cookie: '__Host-tenantry=nonsense'};
      assert.equal((await server.request('/v1/me', {headers})).status, 200);
      const wrong = await server.request('/v1/me', {headers: {...headers, Authorization: 'Bearer x'}});
      assert.equal(wrong.status, 401);
    });

    test('A3: with Authorization no origin is asked for', async () => {
      const {administrator} = await server.freshTenant();
      const response = await server.request('/v1/me', {
        as: administrator,
        method: 'PATCH',
        json: {firstName: 'New'},
        headers: {'If-Match': '*', Origin: 'https://elsewhere.example'},
      });
      assert.equal(response.status, 200);
    });

    test('A4: a token from before sessionsValidFrom is over, a later one is not', async () => {
      const tenant = await server.freshTenant();
      const user = await tenant.addUser();
      const before = await user.token();
      const withoutTime = await user.token({iat: undefined as never});
      server.clock.advance({seconds: 1});
      await server.database.inTenant(tenant.id, (transaction) =>
        transaction.updateTable('users').set({sessions_valid_from: server.clock.now()}).where('id', '=', user.id).execute(),
      );
      assert.deepEqual(await answer(before), [401, 'session-ended']);
      assert.deepEqual(await answer(withoutTime), [401, 'session-ended']);
      assert.equal((await answer(await user.token()))[0], 200);
    });

    test('a user who works by token is seen: lastActiveAt is written at most every five minutes', async () => {
      const tenant = await server.freshTenant();
      const lastActive = async (): Promise<Date | null | undefined> => {
        await server.request('/v1/me', {as: tenant.administrator});
        await server.settled();
        const row = await server.database.inTenant(tenant.id, (transaction) =>
          transaction
            .selectFrom('user_activity')
            .select('last_active_at')
            .where('user_id', '=', tenant.administrator.id)
            .executeTakeFirst(),
        );
        return row?.last_active_at;
      };
      const start = server.clock.now();
      assert.deepEqual(await lastActive(), start);
      server.clock.advance({minutes: 4});
      assert.deepEqual(await lastActive(), start);
      server.clock.advance({minutes: 1});
      assert.deepEqual(await lastActive(), server.clock.now());
    });
  });

  describe(`operators on ${engine.name}`, {skip: engine.skip}, async () => {
    const issuer = await createIssuer(now, {issuer: 'https://platform.example', operators: true});
    const server = useTestServer(engine, {bearer: {issuers: [issuer.options]}});

    const as = async (scope: string): Promise<{headers: HeadersInit}> => ({
      headers: {Authorization: `Bearer ${await issuer.sign({sub: 'op-7', scope})}`},
    });

    test('A14: an operator acts in the tenant of the path, with the permissions of its scope', async () => {
      const tenant = await server.freshTenant();
      const code = async (path: string, scope: string): Promise<[number, string | undefined]> => {
        const response = await server.request(path, await as(scope));
        return [response.status, (await response.json()).code];
      };
      assert.deepEqual(await code(`${tenant.path}/users`, 'openid users.read'), [200, undefined]);
      assert.deepEqual(await code(`${tenant.path}/users`, 'openid roles.read'), [403, 'permission-denied']);
      assert.deepEqual(await code(`${tenant.path}/users`, ''), [403, 'permission-denied']);
      assert.deepEqual(await code('/v1/me', 'users.read'), [403, 'not-a-member']);
      assert.deepEqual(await code('/v1/tenants/self/users', 'users.read'), [404, 'not-found']);
      assert.deepEqual(await code(`/v1/tenants/${server.newId('ten')}/users`, 'users.read'), [404, 'not-found']);
      assert.deepEqual(await code('/v1/tenants/nonsense/users', 'users.read'), [404, 'not-found']);
    });

    test('G5: what an operator does is in the tenant’s audit trail, as an operator’s act', async () => {
      const tenant = await server.freshTenant();
      const {headers} = await as('users.create users.assignRole');
      const response = await server.request(`${tenant.path}/users`, {
        headers,
        json: {
          username: 'made.by.operator',
          email: 'made@aurora.example',
          firstName: 'Made',
          lastName: 'User',
          credential: {type: 'temporary', delivery: 'show'},
        },
      });
      assert.equal(response.status, 201);
      const {user} = await response.json();
      assert.deepEqual(user.createdBy, {type: 'operator', id: 'op-7', label: 'op-7'});
      const row = (await auditTrail(server, tenant)).at(-1);
      assert.deepEqual([row?.action, row?.actor_type, row?.actor_id, row?.target_id], ['user.created', 'operator', 'op-7', user.id]);
    });

    test('G5: an operator is not kept out of a suspended tenant', async () => {
      const tenant = await server.freshTenant();
      await server.database.asOwner((owner) =>
        owner.updateTable('tenants').set({status: 'suspended'}).where('id', '=', tenant.id).execute(),
      );
      assert.equal((await server.request(`${tenant.path}/users`, await as('users.read'))).status, 200);
    });
  });
}
