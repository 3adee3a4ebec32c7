import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {setTimeout as wait} from 'node:timers/promises';
import {inspect} from 'node:util';
import {type ClientOptions, isProblem, TenantClient, type TokenAuth} from '@tenantry/sdk';
import type {Seen} from './fault-server.ts';
import {refuse, reset, silence} from './faults-before.ts';
import {creations, operations} from './operations.ts';
import {assertHoldsNone} from './secrets.ts';
import {failureOf, freshName} from './calls.ts';
import {useSetting} from './setting.ts';

const CALLS = 50;
const never = (): Promise<never> => new Promise(() => undefined);

describe('tokens that expire', () => {
  const setting = useSetting();

  const expired = (): Promise<string> => {
    const now = Math.floor(setting.server.clock.now().getTime() / 1000);
    return setting.tenant.administrator.token({iat: now - 7_200, exp: now - 3_600});
  };

  /** A client whose token has expired, and which tokens it was told are refused. */
  const client = async (
    url: string,
    renew: (context: {rejected: string; signal: AbortSignal}) => string | Promise<string>,
    options: Partial<ClientOptions> = {},
  ) => {
    let token = await expired();
    const old = token;
    const rejected: string[] = [];
    const getToken: TokenAuth['getToken'] = async (context) => {
      if (context.rejected === undefined) {
        return token;
      }
      rejected.push(context.rejected);
      token = await renew({rejected: context.rejected, signal: context.signal});
      return token;
    };
    return {client: setting.client({url}, {auth: {getToken}, attemptTimeoutMs: 25_000, ...options}), old, rejected};
  };

  const keys = (seen: readonly Seen[]): number => new Set(seen.map(({headers}) => headers['idempotency-key'])).size;

  test('T5 S4 50 calls with an expired token: one renewal, one repetition each, all succeed', async () => {
    const line = setting.lay();
    const asking = await client(line.url, async () => {
      await wait(50);
      return setting.token;
    });
    await Promise.all(Array.from({length: CALLS}, () => asking.client.users.get(setting.known.id)));
    assert.deepEqual(asking.rejected, [asking.old]);
    assert.equal(line.seen.length, 2 * CALLS);
    await asking.client.users.list();
    assert.equal(line.seen.length, 2 * CALLS + 1);
  });

  test('T5 S4 a call that hears of the refusal after the renewal causes no second one', async () => {
    const line = setting.lay((index) =>
      index < 10 ? {act: async (exchange) => wait(index * 25).then(() => refuse(401, 'invalid-token')(exchange))} : undefined,
    );
    const asking = await client(line.url, () => setting.token);
    await Promise.all(Array.from({length: 10}, () => asking.client.users.get(setting.known.id)));
    assert.deepEqual(asking.rejected, [asking.old]);
    assert.equal(line.seen.length, 20);
  });

  test('T4 T5 S4 W10 writes are repeated with the same key, and happen once', async () => {
    const create = operations.find(({name}) => name === 'users.create');
    assert.ok(create);
    const line = setting.lay();
    const asking = await client(line.url, () => setting.token);
    const subjects = Array.from({length: CALLS}, () => ({username: freshName(), password: 'a secret harbour 42'}));
    await Promise.all(subjects.map((subject) => create.run(asking.client, subject, setting, {})));
    assert.equal(asking.rejected.length, 1);
    assert.equal(line.seen.length, 2 * CALLS);
    for (const subject of subjects) {
      assert.equal(keys(line.seen.filter(({body}) => body.includes(`"${subject.username}"`))), 1);
      assert.equal(await creations(subject, setting), 1);
    }
    assert.equal(keys(line.seen), CALLS);
  });

  test('T5 S4 S6 a renewal that fails is told to all 50, without what the host said, and the next call tries again', async () => {
    let works = false;
    const line = setting.lay(() => (works ? undefined : {act: refuse(401, 'invalid-token')}));
    const asking = await client(line.url, async ({rejected}) => {
      // What fails is not kept: it has to last until all have heard of the refusal.
      while (line.seen.length < CALLS) {
        await wait(5);
      }
      await wait(300);
      return works ? setting.token : Promise.reject(new Error(`no luck with ${rejected}`, {cause: {token: rejected}}));
    });
    const errors = await Promise.all(Array.from({length: CALLS}, () => failureOf(asking.client.users.get(setting.known.id))));
    assert.equal(asking.rejected.length, 1);
    for (const error of errors) {
      assert.deepEqual([error.kind, error.attempts], ['network', 1]);
      assertHoldsNone(error, {token: asking.old});
    }
    works = true;
    await asking.client.users.get(setting.known.id);
    assert.equal(asking.rejected.length, 2);
  });

  test('T5 S4 a new token that is refused as well ends in one typed 401, without a loop', async () => {
    const line = setting.lay();
    const asking = await client(line.url, async ({rejected}) => `${(await expired()).slice(0, -2)}${rejected.length % 10}`);
    for (const error of await Promise.all(Array.from({length: CALLS}, () => failureOf(asking.client.users.get(setting.known.id))))) {
      assert.ok(isProblem(error, 'invalid-token'));
      assert.deepEqual([error.status, error.attempts], [401, 2]);
    }
    assert.equal(asking.rejected.length, 1);
    assert.equal(line.seen.length, 2 * CALLS);
  });

  test('T5 S4 a renewal that brings the refused token again is not kept', async () => {
    const line = setting.lay();
    let works = false;
    const asking = await client(line.url, ({rejected}) => (works ? setting.token : rejected));
    assert.ok(isProblem(await failureOf(asking.client.me.get()), 'invalid-token'));
    assert.equal(line.seen.length, 2);
    works = true;
    await asking.client.me.get();
    assert.equal(asking.rejected.length, 2);
  });

  test('T5 S4 a renewal that hangs has a time of its own, is told so, and the next call tries again', async () => {
    const line = setting.lay();
    let works = false;
    let told: AbortSignal | undefined;
    const asking = await client(
      line.url,
      ({signal}) => {
        told = signal;
        return works ? setting.token : never();
      },
      {attemptTimeoutMs: 2_000, timeoutMs: 20_000},
    );
    const begun = performance.now();
    const errors = await Promise.all(Array.from({length: CALLS}, () => failureOf(asking.client.me.get())));
    assert.ok(performance.now() - begun < 10_000);
    assert.deepEqual([...new Set(errors.map(({kind}) => kind))], ['timeout']);
    assert.equal(asking.rejected.length, 1);
    assert.ok(told?.aborted);
    works = true;
    await asking.client.me.get();
  });

  test('T5 a token that never comes is not waited for longer than an attempt', async () => {
    const line = setting.lay();
    const asking = setting.client(line, {auth: {getToken: never}, attemptTimeoutMs: 100});
    const error = await failureOf(asking.me.get());
    assert.deepEqual([error.kind, error.attempts, line.seen.length], ['timeout', 0, 0]);
  });

  test('T5 S2 whoever gives up while the token is renewed leaves the renewal to the others', async () => {
    const line = setting.lay();
    const asking = await client(line.url, async () => {
      await wait(200);
      return setting.token;
    });
    const impatient = new AbortController();
    const first = failureOf(asking.client.me.get({signal: impatient.signal}));
    const second = asking.client.me.get();
    while (asking.rejected.length === 0) {
      await wait(5);
    }
    impatient.abort('changed my mind');
    const error = await first;
    assert.deepEqual([error.kind, error.cause], ['aborted', 'changed my mind']);
    await second;
    assert.equal(asking.rejected.length, 1);
  });

  test('T5 S4 only a refused token is renewed, and with a cookie nothing is', async () => {
    for (const [code, renewals] of [
      ['invalid-token', 1],
      ['session-ended', 1],
      ['unauthenticated', 0],
      ['invalid-credentials', 0],
    ] as const) {
      const line = setting.lay(() => ({act: refuse(401, code)}));
      const asking = await client(line.url, () => setting.token);
      const error = await failureOf(asking.client.me.get());
      assert.deepEqual([asking.rejected.length, line.seen.length, error.attempts], [renewals, 1 + renewals, 1 + renewals], code);
      const withCookie = setting.lay(() => ({act: refuse(401, code)}));
      const refused = await failureOf(new TenantClient({baseUrl: withCookie.url, auth: {cookie: true}}).me.get());
      assert.deepEqual([refused.attempts, withCookie.seen.length], [1, 1]);
    }
  });

  test('T5 S4 the repetition with a new token costs none of the tries against faults', async () => {
    const line = setting.lay((index) => (index === 1 || index === 2 ? {act: refuse(503, 'temporarily-unavailable')} : undefined));
    const asking = await client(line.url, () => setting.token, {random: () => 0});
    await asking.client.me.get();
    assert.equal(line.seen.length, 4);
  });

  test('S5 two clients know nothing of each other, and neither shows its token', async () => {
    const line = setting.lay();
    const names = new Set(Reflect.ownKeys(globalThis));
    const one = setting.client(line);
    const other = await client(line.url, () => setting.token);
    await one.me.get();
    await Promise.all([one.me.get(), other.client.me.get()]);
    one.close();
    await other.client.me.get();
    assert.equal((await failureOf(one.me.get())).kind, 'aborted');
    assertHoldsNone(one, {token: setting.token});
    assertHoldsNone(other.client, {token: setting.token, 'refused token': other.old});
    assert.deepEqual(
      Reflect.ownKeys(globalThis).filter((name) => !names.has(name)),
      [],
    );
    assert.equal(typeof inspect(one), 'string');
  });

  test('T4 S3 what the server cannot know again by a key is sent once, and fails as a network fault', async () => {
    for (const act of [reset, refuse(503, 'temporarily-unavailable'), silence] satisfies Parameters<typeof Object.is>[0][]) {
      const line = setting.lay(() => ({act}));
      const once = setting.client(line, {attemptTimeoutMs: 1_000});
      const errors = [
        await failureOf(once.session.signIn({tenant: 'demo', username: 'john', password: 'a secret harbour 42'})),
        await failureOf(once.me.changePassword({currentPassword: 'a secret harbour 42', newPassword: 'another secret harbour 42'})),
      ];
      for (const error of errors) {
        assert.equal(error.attempts, 1);
        assertHoldsNone(error, {password: 'secret harbour'});
      }
      assert.deepEqual(
        line.seen.map(({headers}) => headers['idempotency-key']),
        [undefined, undefined],
      );
    }
  });
});
