import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {createTenantServer} from '../app.ts';
import {signedIn, TestBrowser} from '../testing/browser.ts';
import {engines} from '../testing/engines.ts';
import {TestHasher} from '../testing/ports.ts';
import {startTestServer, useTestServer} from '../testing/server.ts';
import type {TestTenant, TestUser} from '../testing/tenants.ts';
import {UNKNOWN_TENANT} from './sign-in-throttle.ts';

const KEYS = crypto.getRandomValues(new Uint8Array(32));

const clientAddress = (request: Request): string => request.headers.get('x-test-address') ?? '';

const repeated = async <Result>(times: number, work: (index: number) => Promise<Result>): Promise<Result[]> => {
  const results: Result[] = [];
  for (let index = 0; index < times; index++) {
    results.push(await work(index));
  }
  return results;
};

for (const engine of engines) {
  describe(`tries at signing in on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine, {limits: {'sign-in-address': {quota: 30, windowSeconds: 300}}, keys: KEYS, clientAddress});

    interface Try {
      readonly tenant?: string;
      readonly username?: string;
      readonly password?: string;
      readonly address?: string;
      readonly browser?: TestBrowser;
    }

    const attempt = (of: TestTenant, {tenant = of.slug, username, password = 'wrong', address, browser}: Try = {}): Promise<Response> =>
      (browser ?? new TestBrowser(server)).request('/v1/session', {
        json: {tenant, username: username ?? of.administrator.username, password},
        ...(address !== undefined && {headers: {'X-Test-Address': address}}),
      });

    const statuses = async (times: number, work: (index: number) => Promise<Response>): Promise<string> =>
      (await repeated(times, work)).map(({status}) => status).join(' ');

    const TEN_WRONG = Array<number>(10).fill(401).join(' ');

    test('W15, E17: after ten wrong tries the next ones wait, without a run of the hasher; one grows again every 90 seconds', async () => {
      const tenant = await server.freshTenant();
      const [first] = await repeated(10, () => attempt(tenant));
      assert.equal(first?.headers.get('ratelimit-policy'), '"sign-in";q=10;w=900');
      assert.equal(first?.headers.get('ratelimit'), '"sign-in";r=9;t=90');
      const before = server.hasher.runs;
      server.clock.advance({seconds: 30});
      const refused = await attempt(tenant);
      const {code, policies} = await refused.json();
      assert.deepEqual([refused.status, code, policies, server.hasher.runs], [429, 'rate-limited', ['sign-in'], before]);
      assert.equal(refused.headers.get('retry-after'), '60');
      assert.equal(refused.headers.get('ratelimit'), '"sign-in";r=0;t=870');
      assert.equal((await attempt(tenant, {password: tenant.administrator.password})).status, 429, 'not even with the right one');
      server.clock.advance({seconds: 60});
      assert.equal(await statuses(2, () => attempt(tenant)), '401 429');
      server.clock.advance({seconds: 900});
      assert.equal(await statuses(11, () => attempt(tenant)), `${TEN_WRONG} 429`);
    });

    test('E16: the limit tells nothing: names and tenants that do not exist have budgets as well, with the same answers', async () => {
      const tenant = await server.freshTenant();
      const gone = await tenant.addUser({deactivated: {at: server.clock.now(), reason: null}});
      const runOf = async (asked: Try): Promise<string> => {
        const answers = await repeated(12, () => attempt(tenant, asked));
        const shown = answers.map(async (answer) => [
          answer.status,
          [...answer.headers].filter(([name]) => name !== 'x-request-id'),
          {...(await answer.json()), requestId: ''},
        ]);
        return JSON.stringify(await Promise.all(shown));
      };
      const known = await runOf({});
      assert.match(known, /429/);
      assert.equal(await runOf({username: 'nobody.here'}), known);
      assert.equal(await runOf({username: gone.username}), known);
      assert.equal(await runOf({username: 'no name at all'}), known);
      assert.equal(await runOf({tenant: 'nobody-here'}), known);
      assert.equal(await runOf({tenant: server.newId('ten')}), known);
      assert.equal(await runOf({tenant: 'not a slug'}), known);
    });

    test('E17: a name is one name, however it and its tenant are written', async () => {
      const tenant = await server.freshTenant();
      const {username} = tenant.administrator;
      const ways: Try[] = [
        {},
        {username: username.toUpperCase()},
        {username: ` ${username} `},
        {tenant: tenant.id},
        {tenant: ` ${tenant.slug.toUpperCase()}`},
      ];
      assert.equal(await statuses(11, (index) => attempt(tenant, ways[index % ways.length])), `${TEN_WRONG} 429`);
      assert.equal((await attempt(await server.freshTenant())).status, 401, 'the same name in another tenant is another one');
      const user = await tenant.addUser();
      assert.equal((await attempt(tenant, {username: user.username})).status, 401);
    });

    test('E17: of many tries at once exactly ten look at the password', async () => {
      const tenant = await server.freshTenant();
      const before = server.hasher.runs;
      const answers = await Promise.all(Array.from({length: 30}, () => attempt(tenant)));
      assert.equal(answers.filter(({status}) => status === 401).length, 10);
      assert.equal(answers.filter(({status}) => status === 429).length, 20);
      assert.equal(server.hasher.runs - before, 10);
    });

    test('A7: only a wrong password costs', async () => {
      const tenant = await server.freshTenant();
      const {password} = tenant.administrator;
      await repeated(9, () => attempt(tenant));
      const right = await repeated(12, () => attempt(tenant, {password}));
      assert.ok(right.every(({status}) => status === 201));
      assert.equal(right[0]?.headers.get('ratelimit'), '"sign-in";r=1;t=810');
      const gone = await tenant.addUser({deactivated: {at: server.clock.now(), reason: null}});
      assert.equal(
        await statuses(12, () => attempt(tenant, {username: gone.username, password: gone.password})),
        Array<number>(12).fill(403).join(' '),
      );
    });

    test('T20: a restart gives nobody new tries', async () => {
      const tenant = await server.freshTenant();
      await repeated(10, () => attempt(tenant));
      const restarted = await createTenantServer({
        publicUrl: server.publicUrl,
        database: {...server.database, close: async () => undefined},
        passwordHasher: server.hasher,
        clock: server.clock.now,
        keys: KEYS,
      });
      const answer = await restarted.fetch(
        new Request(`${server.publicUrl}/v1/session`, {
          method: 'POST',
          headers: {'Content-Type': 'application/json', 'X-Requested-With': 'tenantry', Origin: server.publicUrl.origin},
          body: JSON.stringify({tenant: tenant.slug, username: tenant.administrator.username, password: 'wrong'}),
        }),
      );
      assert.equal(answer.status, 429);
      await restarted.close();
    });

    test('A7: a browser in which the user has signed in before has a budget of its own there', async () => {
      const tenant = await server.freshTenant();
      const {administrator} = tenant;
      const browser = await signedIn(server, tenant, administrator);
      assert.match(browser.known ?? '', /^__Host-tenantry-known=[0-9a-f]{32}\.[0-9a-f]{64}$/);
      const written = (await browser.signIn(tenant, administrator)).headers.getSetCookie();
      assert.match(written[1] ?? '', /; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=34560000$/);
      await repeated(10, () => attempt(tenant));
      assert.equal((await browser.signIn(tenant, administrator)).status, 201);
      assert.equal((await attempt(tenant, {password: administrator.password})).status, 429, 'a browser that is not known waits');
      const tries = await statuses(11, () => attempt(tenant, {browser}));
      assert.equal(tries, `${TEN_WRONG} 429`, 'and there, too, nobody guesses without end');
      const other = await tenant.addUser();
      assert.equal((await attempt(tenant, {browser, username: other.username})).status, 401, 'for others it is like any browser');
    });

    test('A7: a browser is known by those who signed in, the last four of them, and by nobody else', async () => {
      const tenant = await server.freshTenant();
      const users = [tenant.administrator, ...(await repeated(4, () => tenant.addUser()))];
      const browser = new TestBrowser(server);
      for (const user of users) {
        assert.equal((await browser.signIn(tenant, user)).status, 201);
      }
      assert.equal(browser.known?.split('~').length, 4);
      const known = async ({username, password}: TestUser, cookie: string | undefined): Promise<boolean> => {
        await repeated(10, () => attempt(tenant, {username}));
        const visitor = new TestBrowser(server);
        visitor.known = cookie;
        return (await attempt(tenant, {username, password, browser: visitor})).status === 201;
      };
      const found = await repeated(5, (index) => known(users[index] as TestUser, browser.known));
      assert.deepEqual(found, [false, true, true, true, true]);
    });

    test('A7: a cookie that this server did not write for this user is worth nothing', async () => {
      const tenant = await server.freshTenant();
      const {administrator} = tenant;
      const user = await tenant.addUser();
      const namesake = await server.freshTenant();
      const [own, others, elsewhere] = [
        await signedIn(server, tenant, administrator),
        await signedIn(server, tenant, user),
        await signedIn(server, namesake, namesake.administrator),
      ];
      const name = '__Host-tenantry-known';
      const forged = own.known?.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
      await repeated(10, () => attempt(tenant));
      for (const known of [
        others.known,
        elsewhere.known,
        forged,
        own.known?.replace('__Host-', ''),
        `${name}=${'0'.repeat(32)}.${'0'.repeat(64)}`,
        `${name}=~~~`,
        `${name}=${'a~'.repeat(2000)}`,
        `${name}=${own.known?.split('.')[1]}`,
      ]) {
        const browser = new TestBrowser(server);
        browser.known = known;
        assert.equal((await attempt(tenant, {browser, password: administrator.password})).status, 429, known);
      }
      assert.equal((await own.signIn(tenant, administrator)).status, 201);
    });

    test('W15: an address has a budget as well, whichever names it tries; where it is not known, it has none', async () => {
      const tenant = await server.freshTenant();
      const spray = (address: string) => (index: number) => attempt(tenant, {username: `name.${address}.${index}`, address});
      const answers = await repeated(31, spray('192.0.2.7'));
      assert.equal(answers.filter(({status}) => status === 401).length, 30);
      const last = answers.at(-1) as Response;
      assert.deepEqual([last.status, (await last.json()).policies], [429, ['sign-in-address']]);
      assert.equal(last.headers.get('retry-after'), '300');
      assert.equal(answers[0]?.headers.get('ratelimit-policy'), '"sign-in-address";q=30;w=300, "sign-in";q=10;w=900');
      assert.equal((await spray('192.0.2.8')(0)).status, 401);
      assert.equal((await spray('')(0)).status, 401);
      const {password} = tenant.administrator;
      assert.equal((await attempt(tenant, {password, address: '192.0.2.7'})).status, 429);
      const browser = await signedIn(server, tenant, tenant.administrator);
      assert.equal((await attempt(tenant, {password, browser, address: '192.0.2.7'})).status, 201, 'A7: not in a known browser');
      server.clock.advance({seconds: 300});
      assert.equal((await spray('192.0.2.7')(0)).status, 401);
      const right = await repeated(3, () => attempt(tenant, {password, address: '192.0.2.7'}));
      assert.match(right[2]?.headers.get('ratelimit') ?? '', /"sign-in-address";r=29;/);
    });

    test('T20: what is kept holds no name that was typed, and is forgotten when it is whole again', async () => {
      const tenant = await server.freshTenant();
      const typed = 'a.password.typed.as.name';
      await attempt(tenant, {username: typed});
      await attempt(tenant, {tenant: typed, username: typed});
      const rows = async (tenantId: string): Promise<{key: string}[]> =>
        server.database.inTenant(tenantId, (transaction) => transaction.selectFrom('sign_in_budgets').selectAll().execute());
      for (const tenantId of [tenant.id, UNKNOWN_TENANT]) {
        assert.doesNotMatch(JSON.stringify(await rows(tenantId)), /password/);
        assert.match((await rows(tenantId))[0]?.key ?? '', /^[0-9a-f]{64}$/);
      }
      server.clock.advance({seconds: 89});
      await server.runDue();
      assert.equal((await rows(tenant.id)).length, 1);
      server.clock.advance({seconds: 1000});
      await server.runDue();
      assert.deepEqual([await rows(tenant.id), await rows(UNKNOWN_TENANT)], [[], []]);
    });
  });
}

const [engine] = engines;
assert.ok(engine);

test('A7: a try that was not looked at costs nothing', async () => {
  class BrokenHasher extends TestHasher {
    override async verify(): Promise<boolean> {
      throw new Error('out of memory');
    }
  }
  const server = await startTestServer(engine, {limits: {}, passwordHasher: new BrokenHasher(), clientAddress: () => '192.0.2.7'});
  try {
    const tenant = await server.freshTenant();
    const answers = await repeated(12, () => new TestBrowser(server).signIn(tenant, tenant.administrator));
    assert.ok(answers.every(({status}) => status === 500));
    assert.equal(answers[11]?.headers.get('ratelimit'), '"sign-in-address";r=300;t=300, "sign-in";r=10;t=0');
  } finally {
    await server.close();
  }
});

test('W15: sign-in can have other limits, or none', async () => {
  const limits = {'sign-in': {quota: 2, windowSeconds: 10}, 'sign-in-address': false} as const;
  const server = await startTestServer(engine, {limits, clientAddress: () => '192.0.2.7'});
  try {
    const tenant = await server.freshTenant();
    const wrong = {...tenant.administrator, password: 'wrong'};
    const answers = await repeated(3, () => new TestBrowser(server).signIn(tenant, wrong));
    assert.deepEqual(
      answers.map(({status}) => status),
      [401, 401, 429],
    );
    assert.equal(answers[2]?.headers.get('retry-after'), '5');
    assert.equal(answers[2]?.headers.get('ratelimit-policy'), '"sign-in";q=2;w=10');
  } finally {
    await server.close();
  }
});
