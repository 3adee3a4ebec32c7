import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {signedIn, type TestBrowser} from '../../../packages/server/src/testing/browser.ts';
import {engines} from '../../../packages/server/src/testing/engines.ts';
import {type EventReader, type Heard, openEvents} from '../../../packages/server/src/testing/event-reader.ts';
import {atScale} from '../../../packages/server/src/testing/scale.ts';
import {type TestRequest, useTestServer} from '../../../packages/server/src/testing/server.ts';
import type {TestTenant, TestUser} from '../../../packages/server/src/testing/tenants.ts';

const ROUNDS = atScale({small: 30, full: 1_000});
const DEEDS = ['another role', 'a permission less', 'deactivated'] as const;

/** Somebody who may see users, by every kind of credential. */
interface Reader {
  readonly user: TestUser;
  readonly askers: readonly Pick<TestBrowser, 'request'>[];
  readonly streams: readonly EventReader[];
}

for (const engine of engines) {
  describe(`what was taken away, on ${engine.name}`, {skip: engine.skip}, () => {
    const server = useTestServer(engine);

    const patch = async (tenant: TestTenant, {id}: {readonly id: string}, json: object): Promise<void> => {
      const init = {as: tenant.administrator, method: 'PATCH', headers: {'If-Match': '*'}, json};
      assert.equal((await server.request(`${tenant.path}/users/${id}`, init)).status, 200);
    };

    const bring = async (tenant: TestTenant, deed: (typeof DEEDS)[number]): Promise<Reader> => {
      const user = await tenant.addUser({role: deed === 'another role' ? 'auditor' : 'tenant-user'});
      if (deed !== 'another role') {
        await patch(tenant, user, {extraPermissions: ['users.read']});
      }
      const browser = await signedIn(server, tenant, user);
      const byToken = {request: (path: string, init?: TestRequest) => server.request(path, {...init, as: user})};
      server.clock.advance({minutes: 1});
      const askers = [browser, byToken];
      return {user, askers, streams: await Promise.all(askers.map((asker) => openEvents(asker, tenant.path)))};
    };

    const take = async (tenant: TestTenant, user: TestUser, deed: (typeof DEEDS)[number]): Promise<void> => {
      if (deed === 'deactivated') {
        const {status} = await server.request(`${tenant.path}/users/${user.id}/deactivate`, {as: tenant.administrator, json: {}});
        assert.equal(status, 200);
      } else {
        await patch(tenant, user, deed === 'another role' ? {roleId: tenant.roleIds['tenant-user']} : {extraPermissions: []});
      }
    };

    test('A4, E18, E6, L8: is gone at the very next request, for cookies, bearer tokens and open streams, each time', async (t) => {
      const tenant = await server.freshTenant();
      const other = await tenant.addUser();
      const counts = {requests: 0, streams: 0};
      for (let round = 0; round < ROUNDS; round++) {
        const deed = DEEDS[round % DEEDS.length] ?? 'deactivated';
        const {user, askers, streams} = await bring(tenant, deed);
        for (const asker of askers) {
          assert.equal((await asker.request(`${tenant.path}/users?limit=1`)).status, 200);
        }
        await take(tenant, user, deed);
        const answers = await Promise.all(askers.map((asker) => asker.request(`${tenant.path}/users?limit=1`)));
        const expected = deed === 'deactivated' ? [401, 'session-ended'] : [403, 'permission-denied'];
        for (const answer of answers) {
          assert.deepEqual([answer.status, (await answer.json()).code], expected, `round ${round}: ${deed}`);
          counts.requests++;
        }
        await patch(tenant, other, {firstName: `Olga ${round}`});
        for (const stream of streams) {
          await checkStream(tenant, {stream, user, other, isOver: deed === 'deactivated', patch});
          counts.streams++;
        }
        await Promise.all(streams.map((stream) => stream.close()));
      }
      t.diagnostic(`${ROUNDS} rounds: ${counts.requests} requests and ${counts.streams} streams, 0 wrong`);
    });
  });
}

interface Check {
  readonly stream: EventReader;
  readonly user: TestUser;
  readonly other: TestUser;
  readonly isOver: boolean;
  readonly patch: (tenant: TestTenant, user: TestUser, json: object) => Promise<void>;
}

/** Fails when a stream told what its reader could no longer read, or goes on for who is let in no more. */
const checkStream = async (tenant: TestTenant, {stream, user, other, isOver, patch}: Check): Promise<void> => {
  if (isOver) {
    await stream.until((reader) => reader.isOver, 5_000);
  } else {
    // What is the reader's own comes after it.
    const isOwn = ({event, data}: Heard): boolean => event === 'user.updated' && data.subject.id === user.id;
    const before = stream.heard.filter(isOwn).length;
    await patch(tenant, user, {lastName: `Again ${performance.now()}`});
    await stream.until(({heard}) => heard.filter(isOwn).length > before, 5_000);
  }
  assert.deepEqual(
    stream.heard.filter(({data}) => data.subject?.id === other.id),
    [],
  );
};
