import assert from 'node:assert/strict';
import {setTimeout as pause} from 'node:timers/promises';
import {sql} from 'kysely';
import type {Owned} from '../../../packages/server/src/resources/provider.ts';
import {change, reset} from '../../../packages/server/src/testing/changed-users.ts';
import {finished, remove, transfer} from '../../../packages/server/src/testing/deleted-users.ts';
import {create, JOHN} from '../../../packages/server/src/testing/new-users.ts';
import {TestProvider} from '../../../packages/server/src/testing/owners.ts';
import type {TestServer} from '../../../packages/server/src/testing/server.ts';
import type {TestTenant, TestUser} from '../../../packages/server/src/testing/tenants.ts';
import {pick} from '../seeded.ts';
import {type Answered, CONNECTIONS, countOf, holdRaces, insisting, times} from './race.ts';

/** One whose answer is older than it looks: what is begun meanwhile is not in it. */
class SlowProvider extends TestProvider {
  override async ownedBy(userId: string, signal: AbortSignal): Promise<readonly Owned[]> {
    const owned = await super.ownedBy(userId, signal);
    await pause(40);
    return owned;
  }
}

const provider = new SlowProvider();

const read = async (server: TestServer, {path, administrator}: TestTenant, {id}: {readonly id: string}): Promise<Answered> => {
  const response = await server.request(`${path}/users/${id}`, {as: administrator});
  return {status: response.status, body: await response.json()};
};

/** In which tables something of a user is left, other than what keeps the id of whoever is gone. */
const tablesWith = async (server: TestServer, {id: tenantId}: TestTenant, {id}: {readonly id: string}): Promise<string[]> =>
  server.database.asOwner(async (owner) => {
    const {rows} = await sql<{table: string}>`
      select 'users' as table from users where tenant_id = ${tenantId} and id = ${id}
      union all select 'credentials' from credentials where tenant_id = ${tenantId} and user_id = ${id}
      union all select 'external_ids' from external_ids where tenant_id = ${tenantId} and user_id = ${id}
      union all select 'user_words' from user_words where tenant_id = ${tenantId} and user_id = ${id}
      union all select 'user_activity' from user_activity where tenant_id = ${tenantId} and user_id = ${id}
      union all select 'sessions' from sessions where tenant_id = ${tenantId} and user_id = ${id}`.execute(owner);
    return rows.map(({table}) => table);
  });

holdRaces(
  'users',
  [
    {
      title: 'E3, L1: the same username in every case is created: one user, the others are told that it is taken',
      answers: [201, 409],
      run: async (server, {atOnce, random}) => {
        const tenant = await server.freshTenant();
        const cased = (): string => [...'john.doe'].map((letter) => (random() < 0.5 ? letter.toUpperCase() : letter)).join('');
        const answers = await atOnce(
          times(CONNECTIONS, (index) => () => create(server, tenant, {...JOHN, username: cased(), email: `john.${index}@aurora.example`})),
        );
        assert.equal(countOf(answers, 201), 1);
        assert.deepEqual([...new Set(answers.filter(({status}) => status === 409).map(({body}) => body.code))], ['username-taken']);
        const list = await server.request(`${tenant.path}/users?q=john`, {as: tenant.administrator});
        assert.equal((await list.json()).items.length, 1);
      },
    },
    {
      title: 'E1, E5, W9: one version is edited and deleted: one request has an effect, and nobody comes back',
      answers: [200, 204, 404, 412, 409],
      run: async (server, {atOnce}) => {
        const tenant = await server.freshTenant();
        const user = await tenant.addUser();
        const answers = await atOnce(
          times(
            CONNECTIONS,
            (index) => (): Promise<Answered> =>
              index % 2 === 0
                ? change(server, tenant, user, {firstName: `Name ${index}`}, {ifMatch: '"1"'})
                : remove(server, tenant, user, {ifMatch: '"1"'}),
          ),
        );
        const [edited, deleted] = [countOf(answers, 200), countOf(answers, 204)];
        assert.deepEqual([edited + deleted, countOf(answers, deleted === 1 ? 412 : 404)], [1, 0]);
        const {status, body} = await read(server, tenant, user);
        assert.deepEqual([status, body.version], deleted === 1 ? [404, undefined] : [200, 2]);
        assert.equal((await tablesWith(server, tenant, user)).length === 0, deleted === 1);
      },
    },
    {
      title: 'E5: a user is edited, reset and deleted whatever the version: after 204 there is nothing but 404, and nothing is left',
      answers: [200, 204, 404, 409],
      run: async (server, {atOnce}) => {
        const tenant = await server.freshTenant();
        const user = await tenant.addUser();
        const sends: readonly ((index: number) => Promise<Answered>)[] = [
          (index) => change(server, tenant, user, {lastName: `Name ${index}`}),
          () => reset(server, tenant, user),
          insisting(() => remove(server, tenant, user)),
        ];
        const answers = await atOnce(times(CONNECTIONS, (index) => () => sends[index % 3]?.(index) ?? assert.fail()));
        assert.equal(countOf(answers, 204), 1);
        await server.settled();
        assert.deepEqual([(await read(server, tenant, user)).status, await tablesWith(server, tenant, user)], [404, []]);
      },
    },
    {
      title: 'L10, L11, E24, E25: what users own goes to and fro while they are deleted: nothing is lost, and nobody is deleted who has it',
      answers: [202, 204, 404, 409, 422],
      run: async (server, {atOnce, random}) => {
        const tenant = await server.freshTenant();
        const users = await Promise.all(times(3, () => tenant.addUser()));
        const things = ['a', 'b', 'c'];
        for (const [index, {id}] of users.entries()) {
          provider.give(id, 'volume', things[index] ?? '');
        }
        const answers = await atOnce(
          times(CONNECTIONS, (index) => {
            const [from, to] = [pick(users, random), pick(users, random)];
            return (): Promise<Answered> =>
              index % 2 === 0 ? transfer(server, tenant, from, {toUserId: to.id}) : remove(server, tenant, from);
          }),
        );
        for (const {body} of answers.filter(({status}) => status === 202)) {
          await finished(server, tenant, body.id);
        }
        const owned = async ({id}: TestUser): Promise<readonly string[]> => {
          const names = provider.namesOf(id, 'volume');
          const isThere = (await read(server, tenant, {id})).status === 200;
          assert.ok(isThere || names.length === 0, `somebody deleted has ${names.join()}`);
          return names;
        };
        assert.deepEqual((await Promise.all(users.map(owned))).flat().toSorted(), things);
      },
    },
  ],
  () => ({resources: [provider]}),
);
