import assert from 'node:assert/strict';
import {describe, test} from 'node:test';
import {COUNT_CAP} from '@tenantry/sdk/contract';
import {sql} from 'kysely';
import type {FoundPage, Position} from './list-query.ts';
import {useTestDatabase} from '../testing/database.ts';
import {engines} from '../testing/engines.ts';
import type {TestTenant} from '../testing/tenants.ts';
import {findPage, type Keyset} from './keyset.ts';

interface Listed {
  readonly id: string;
  readonly username: string;
}

const KEYSETS = {
  username: {key: 'users.username_key', type: 'text', id: 'users.id'},
  // All the same: the identifier alone decides.
  createdAt: {key: 'users.created_at', type: 'timestamptz', id: 'users.id'},
} as const satisfies Record<string, Keyset>;

for (const engine of engines) {
  describe(`keyset pages on ${engine.name}`, {skip: engine.skip}, () => {
    const parts = useTestDatabase(engine);

    const page = (
      {id}: TestTenant,
      {
        sort = 'username',
        descending = false,
        after,
        limit = 4,
        count = 'none',
      }: {
        readonly sort?: keyof typeof KEYSETS;
        readonly descending?: boolean;
        readonly after?: Position | undefined;
        readonly limit?: number;
        readonly count?: 'none' | 'capped' | 'exact';
      } = {},
    ): Promise<FoundPage<Listed>> =>
      parts.database.inTenant(id, (transaction) => {
        const users = transaction.selectFrom('users').where('users.tenant_id', '=', id);
        return findPage(transaction, {
          matching: users,
          rows: users.select(['users.id', 'users.username']),
          keyset: KEYSETS[sort],
          list: {limit, sort: {key: sort, descending}, count, after},
        });
      });

    /** A tenant whose users, the administrator aside, are `u01` to `u…`. */
    const tenantOf = async (users: number): Promise<TestTenant> => {
      const tenant = await parts.freshTenant();
      for (let number = 1; number <= users; number++) {
        await tenant.addUser({username: `u${String(number).padStart(2, '0')}`});
      }
      return tenant;
    };

    const names = ({items}: FoundPage<Listed>): string[] => items.map(({username}) => username);

    const walk = async (
      tenant: TestTenant,
      options: {readonly sort?: keyof typeof KEYSETS; readonly descending?: boolean; readonly limit?: number},
      between: (pages: number) => Promise<unknown> = async () => {},
    ): Promise<string[]> => {
      const seen: string[] = [];
      let after: Position | undefined;
      for (let pages = 1; ; pages++) {
        const found = await page(tenant, {...options, after});
        seen.push(...names(found));
        if (!found.next) {
          return seen;
        }
        after = {...found.next, backwards: false};
        await between(pages);
      }
    };

    test('W11: the pages together are the list, in both directions, by whatever it is sorted', async () => {
      const tenant = await tenantOf(10);
      const all = ['tenant.admin', ...Array.from({length: 10}, (_, index) => `u${String(index + 1).padStart(2, '0')}`)];
      assert.deepEqual(await walk(tenant, {}), all);
      assert.deepEqual(await walk(tenant, {descending: true}), all.toReversed());
      const byTime = await walk(tenant, {sort: 'createdAt'});
      assert.deepEqual(byTime.toSorted(), all);
      assert.deepEqual(await walk(tenant, {sort: 'createdAt', descending: true}), byTime.toReversed());
    });

    test('W11: a page knows whether there is one after it and one before it', async () => {
      const tenant = await tenantOf(7);
      const first = await page(tenant);
      assert.equal(first.prev, null);
      const second = await page(tenant, {after: {...(first.next ?? assert.fail()), backwards: false}});
      assert.deepEqual(names(second), ['u04', 'u05', 'u06', 'u07']);
      assert.equal(second.next, null, 'the last page is full, and still the last');
      const back = await page(tenant, {after: {...(second.prev ?? assert.fail()), backwards: true}});
      assert.deepEqual(back, {...first, next: back.next});
      assert.deepEqual(names(await page(tenant, {after: {...(back.next ?? assert.fail()), backwards: false}})), names(second));
    });

    test('W11: going backwards a page is the one just before, in the order of the list', async () => {
      const tenant = await tenantOf(10);
      const from = (username: string) => ({key: username, id: '', backwards: true});
      assert.deepEqual(names(await page(tenant, {after: from('u09')})), ['u05', 'u06', 'u07', 'u08']);
      assert.deepEqual(names(await page(tenant, {after: {...from('u04'), id: '\u{10FFFF}'}, descending: true})), [
        'u08',
        'u07',
        'u06',
        'u05',
      ]);
      const top = await page(tenant, {after: from('u02')});
      assert.deepEqual(names(top), ['tenant.admin', 'u01']);
      assert.equal(top.prev, null);
    });

    test('W11: an empty page leads back to the row that it was asked from', async () => {
      const tenant = await tenantOf(3);
      for (const descending of [false, true]) {
        for (const backwards of [false, true]) {
          const atEnd = descending === backwards ? 'u03' : 'tenant.admin';
          const [edge] = (await page(tenant, {limit: 200})).items.filter(({username}) => username === atEnd);
          const beyond = await page(tenant, {descending, after: {key: atEnd, id: edge?.id ?? '', backwards}});
          assert.deepEqual(names(beyond), []);
          const turned = backwards ? beyond.next : beyond.prev;
          const found = await page(tenant, {descending, after: {...(turned ?? assert.fail()), backwards: !backwards}});
          assert.ok(names(found).includes(atEnd));
          assert.equal(found.items.length, 4);
        }
      }
    });

    test('E8: a row that stays as it is appears exactly once while others come, go and are renamed', async () => {
      const tenant = await tenantOf(30);
      const change = (statement: ReturnType<typeof sql>): Promise<unknown> => parts.database.asOwner((owner) => statement.execute(owner));
      const touched = new Set<string>();
      const rename = async (from: string, to: string): Promise<void> => {
        touched.add(from).add(to);
        await change(sql`update users set username = ${to}, username_key = ${to} where tenant_id = ${tenant.id} and username = ${from}`);
      };
      const remove = async (username: string): Promise<void> => {
        touched.add(username);
        await change(sql`delete from users where tenant_id = ${tenant.id} and username = ${username}`);
      };
      const add = async (username: string): Promise<void> => {
        touched.add(username);
        await tenant.addUser({username});
      };
      for (const descending of [false, true]) {
        const before = names(await page(tenant, {limit: 200}));
        touched.clear();
        const seen = await walk(tenant, {descending, limit: 8}, async (pages) => {
          const name = (prefix: string): string => `${prefix}${pages}${descending ? 'b' : 'a'}`;
          await add(name('a'));
          await add(name('u1'));
          await add(name('z'));
          // The very row at the edge of the page, one before it and one after it.
          const stays = before.filter((username) => !touched.has(username));
          await remove(stays[Math.floor(stays.length / 2)] ?? '');
          await rename(stays[1] ?? '', name('y'));
          await rename(stays.at(-2) ?? '', name('b'));
        });
        const unchanged = before.filter((username) => !touched.has(username));
        assert.ok(unchanged.length > 5);
        for (const username of unchanged) {
          assert.equal(seen.filter((each) => each === username).length, 1, username);
        }
      }
    });

    test('W12: nothing is counted unless it is asked for; a capped count stops at ten thousand', async () => {
      const tenant = await tenantOf(2);
      assert.equal((await page(tenant)).total, null);
      assert.deepEqual((await page(tenant, {count: 'capped', limit: 1})).total, {value: 3, relation: 'eq'});
      assert.deepEqual((await page(tenant, {count: 'exact', limit: 1})).total, {value: 3, relation: 'eq'});
      const countTo = async (rows: number, count: 'capped' | 'exact') =>
        parts.database.inTenant(tenant.id, async (transaction) => {
          const {total} = await findPage(transaction, {
            matching: transaction.selectFrom([sql`generate_series(1, ${rows}::int)`.as('times'), 'users']).where('username', '=', 'u01'),
            rows: transaction.selectFrom('users').where('users.tenant_id', '=', tenant.id).select('users.id'),
            keyset: KEYSETS.username,
            list: {limit: 1, sort: {key: 'username', descending: false}, count, after: undefined},
          });
          return total;
        });
      assert.deepEqual(await countTo(COUNT_CAP, 'capped'), {value: COUNT_CAP, relation: 'eq'});
      assert.deepEqual(await countTo(COUNT_CAP + 1, 'capped'), {value: COUNT_CAP, relation: 'gte'});
      assert.deepEqual(await countTo(COUNT_CAP + 1, 'exact'), {value: COUNT_CAP + 1, relation: 'eq'});
    });
  });
}
