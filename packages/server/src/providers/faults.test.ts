import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import type {PartialOverview, ResourceQuery} from '../resources/provider.ts';
import {ReplayedCluster} from '../testing/kubernetes.ts';
import {ReplayedCloud} from '../testing/openstack.ts';
import {ReplayedServers} from '../testing/redfish.ts';
import type {Fault} from '../testing/replay.ts';
import {SourceError} from './source-error.ts';

const OWNER: ResourceQuery = {tenant: {id: 'ten_owner', slug: 'owner'}, visible: 'all'};
const SECRET = /a-secret-(?:token|password)|token-\d|cmVhZGVy/;

const systems = {
  kubernetes: {start: () => ReplayedCluster.start(), where: /nodes$/},
  openstack: {start: () => ReplayedCloud.start(), where: /servers\/detail$|nodes$/},
  redfish: {start: () => ReplayedServers.start(), where: /Systems\/2$/},
};

const faults: Readonly<Record<string, readonly [Fault, Partial<SourceError>]>> = {
  'breaks off': ['breaks off', {code: 'bad-response'}],
  'is cut': ['is cut', {code: 'bad-response'}],
  'is no JSON': ['is no JSON', {code: 'bad-response'}],
  'is a list': [{body: []}, {code: 'bad-response'}],
  'is something else': [{body: '"text"'}, {code: 'bad-response'}],
  'is 401': [
    {status: 401, body: {reason: 'Unauthorized', message: 'a-secret-token is no good'}},
    {code: 'unauthorized', status: 401},
  ],
  'is 403': [
    {status: 403, body: {forbidden: {code: 403}}},
    {code: 'forbidden', status: 403},
  ],
  'is 429': [
    {status: 429, headers: {'Retry-After': '9'}},
    {code: 'rate-limited', status: 429, retryAfterMs: 9000},
  ],
  'is 500': [
    {status: 500, body: 'Traceback: a-secret-password'},
    {code: 'failed', status: 500},
  ],
  'leads elsewhere': [{status: 302, headers: {Location: 'http://127.0.0.2/'}}, {code: 'bad-response'}],
};

/** What came of it: the failure of all, or what stands in the place of each section. */
const failureOf = async (asked: Promise<PartialOverview>): Promise<unknown> => {
  try {
    return Object.values((await asked).failures ?? {})[0];
  } catch (error) {
    return error;
  }
};

for (const [name, {start, where}] of Object.entries(systems)) {
  suite(`an answer for ${name}`, () => {
    for (const [what, [fault, expected]] of Object.entries(faults)) {
      test(`that ${what} fails in a word, without a secret, and the next one is good`, async () => {
        await using system = await start();
        const provider = system.provider();
        const {signal} = new AbortController();
        system.replay.goWrong(fault, {where});
        const failure = await failureOf(provider.summary(OWNER, signal));
        assert.ok(failure instanceof SourceError, String(failure));
        for (const [member, value] of Object.entries(expected)) {
          assert.equal(failure[member as keyof SourceError], value);
        }
        const told = JSON.stringify([failure.message, failure.stack, failure.cause, String(failure.cause), system.logger.entries]);
        assert.doesNotMatch(told, SECRET);
        system.replay.goRight();
        assert.equal(await failureOf(provider.summary(OWNER, signal)), undefined);
      });
    }

    test('that never comes ends when nobody waits any more', async () => {
      await using system = await start();
      const provider = system.provider();
      const waiting = new AbortController();
      system.replay.goWrong('hangs', {where});
      const failure = failureOf(provider.summary(OWNER, waiting.signal));
      while (!system.replay.asked.some(({url}) => where.test(url.pathname))) {
        await new Promise((resume) => setImmediate(resume));
      }
      waiting.abort();
      const error = await failure;
      assert.ok(error instanceof SourceError && error.code === 'timeout', String(error));
      system.replay.goRight();
      assert.equal(await failureOf(provider.summary(OWNER, new AbortController().signal)), undefined);
    });

    test('that comes late is as good as any', async () => {
      await using system = await start();
      const late = Promise.withResolvers<void>();
      system.replay.goWrong({after: late.promise}, {where});
      const answer = failureOf(system.provider().summary(OWNER, new AbortController().signal));
      while (!system.replay.asked.some(({url}) => where.test(url.pathname))) {
        await new Promise((resume) => setImmediate(resume));
      }
      late.resolve();
      assert.equal(await answer, undefined);
    });

    test('that nobody gives, for nobody is there, is unreachable', async () => {
      const system = await start();
      const provider = system.provider();
      await system[Symbol.asyncDispose]();
      const failure = await failureOf(provider.summary(OWNER, new AbortController().signal));
      assert.ok(failure instanceof SourceError && failure.code === 'unreachable', String(failure));
    });
  });
}
