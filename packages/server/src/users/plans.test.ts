import assert from 'node:assert/strict';
import {before, describe, test} from 'node:test';
import {USER_LIST, type User} from '@tenantry/sdk/contract';
import {sql} from 'kysely';
import type {Edge, FoundPage, ListQuery, Position} from '../db/list-query.ts';
import {useTestDatabase} from '../testing/database.ts';
import {engines} from '../testing/engines.ts';
import {addManyUsers, numbered} from '../testing/many-users.ts';
import {type PlanStep, plansOf} from '../testing/plans.ts';
import {principalOf, type TestTenant} from '../testing/tenants.ts';
import {readerOf} from './allowed-actions.ts';
import {findUsers} from './list.queries.ts';

type UserQuery = ListQuery<typeof USER_LIST>;

const USERS = 100_000;
const LARGE = ['users', 'user_words', 'user_activity'];

// A page reads its own rows and looks a few things up for each. A search may have to read all whom its rarest word begins.
const READ_BY_A_PAGE = 1000;
const READ_BY_A_SEARCH = 10_001;

/** Words as `q` may hold them, and why each is here. */
const SEARCHES: Readonly<Record<string, readonly string[]>> = {
  'one word': ['amara'],
  'the beginning of a word': ['kow'],
  'two words': ['kowalski', 'ama'],
  'three words': ['a', 'example', 'kim'],
  'one character': ['a'],
  'a character that begins no username': ['q'],
  'a word that all have': ['example'],
  'a word that nobody has': ['zzzz'],
};

for (const engine of engines) {
  describe(`a list of ${USERS} users on ${engine.name}`, {skip: engine.skip}, () => {
    const parts = useTestDatabase(engine);
    let tenant: TestTenant;

    before(async () => {
      tenant = await parts.freshTenant();
      await addManyUsers(parts, tenant, USERS);
    });

    const query = (list: Partial<UserQuery>): UserQuery => ({
      limit: 50,
      sort: {key: 'createdAt', descending: true},
      count: 'none',
      include: new Set(),
      conditions: [],
      after: undefined,
      ...list,
    });

    const find = (list: UserQuery) =>
      parts.database.inTenant(tenant.id, (transaction) =>
        findUsers(
          transaction,
          tenant.id,
          list,
          readerOf(transaction, {principal: principalOf(tenant), now: parts.clock.now(), resources: []}),
        ),
      );

    const planned = (list: UserQuery) =>
      parts.database.inTenant(tenant.id, (transaction) =>
        plansOf(transaction, () =>
          findUsers(
            transaction,
            tenant.id,
            list,
            readerOf(transaction, {principal: principalOf(tenant), now: parts.clock.now(), resources: []}),
          ),
        ),
      );

    /** Makes sure that a list reads the large tables by an index alone, and no more of them than it may. */
    const usesIndexes = async (what: string, list: UserQuery, most: number): Promise<FoundPage<User>> => {
      const {result, plans} = await planned(list);
      assert.ok(plans.length > 0);
      for (const steps of plans) {
        const scans = steps.filter(isScanOfLarge);
        assert.ok(scans.length > 0, what);
        for (const scan of scans) {
          const {'Node Type': type, 'Relation Name': table, 'Index Name': index} = scan;
          assert.match(type, /^(Index|Index Only|Bitmap Heap) Scan$/, `${what}: ${type} on ${table}`);
          assert.ok(rowsOf(scan) <= most, `${what}: reads ${rowsOf(scan)} rows of ${table} by ${index}`);
        }
      }
      return result;
    };

    const sorts = USER_LIST.sorts.flatMap((key) => [false, true].map((descending) => ({key, descending})));
    const nameOf = ({key, descending}: UserQuery['sort']): string => (descending ? `-${key}` : key);

    /** The edge of the last page: where the list begins the other way round, or, among those who never signed in, by their ids. */
    const nearTheEnd = async (sort: UserQuery['sort']): Promise<Edge> => {
      if (sort.key === 'lastSignInAt') {
        return sort.descending ? {key: '-infinity', id: numbered(200)} : {key: 'infinity', id: numbered(USERS - 200)};
      }
      const {next} = await find(query({sort: {...sort, descending: !sort.descending}}));
      return next ?? assert.fail();
    };

    for (const sort of sorts) {
      test(`D6: by ${nameOf(sort)}, the first page and the last use an index`, async () => {
        await usesIndexes('the first page', query({sort}), READ_BY_A_PAGE);
        const after: Position = {...(await nearTheEnd(sort)), backwards: false};
        const last = await usesIndexes('the last page', query({sort, after}), READ_BY_A_PAGE);
        assert.ok(last.items.length > 0);
        assert.equal(last.next, null);
        await usesIndexes('the page before the last', query({sort, after: {...after, backwards: true}}), READ_BY_A_PAGE);
      });

      test(`E9: by ${nameOf(sort)}, every search uses an index`, async () => {
        for (const [what, words] of Object.entries(SEARCHES)) {
          const conditions: UserQuery['conditions'] = [{name: 'q', kind: 'words', words}];
          const {next} = await usesIndexes(what, query({sort, conditions}), READ_BY_A_SEARCH);
          if (next) {
            await usesIndexes(`${what}, the second page`, query({sort, conditions, after: {...next, backwards: false}}), READ_BY_A_SEARCH);
          }
        }
      });
    }

    test('D6: what one may do with the users of a page is found by an index, the last administrator too', async () => {
      const list = query({include: new Set(['actions'])});
      const {items} = await usesIndexes('the first page', list, READ_BY_A_PAGE);
      assert.ok(items.some(({role}) => role.key === 'tenant-admin'));
      assert.ok(items.every(({allowedActions}) => allowedActions));
    });

    test('W13: who never signed in is found at once in a list by last sign-in, though they are its last', async () => {
      for (const descending of [false, true]) {
        const list = query({sort: {key: 'lastSignInAt', descending}, conditions: [{name: 'lastSignInAt', kind: 'isNull', value: true}]});
        const {items} = await usesIndexes('never', list, READ_BY_A_PAGE);
        assert.equal(items.length, 50);
      }
    });

    test('W13: whom a common word finds is found, however far away in the list, and each once', async () => {
      const [far] = (await find(query({sort: {key: 'createdAt', descending: false}}))).items;
      const conditions: UserQuery['conditions'] = [
        {name: 'q', kind: 'words', words: ['example', 'aurora']},
        {name: 'username', kind: 'anyOf', values: [far?.username ?? '']},
      ];
      const found = await find(query({conditions, count: 'exact'}));
      assert.deepEqual([found.items, found.next, found.total], [[far], null, {value: 1, relation: 'eq'}]);

      const common: UserQuery['conditions'] = [{name: 'q', kind: 'words', words: ['m']}];
      const sort: UserQuery['sort'] = {key: 'lastName', descending: true};
      const expected = await parts.database.inTenant(tenant.id, (transaction) =>
        sql<{id: string; total: number}>`
          select id, count(*) over ()::int as total from users
          where exists (select from user_words where user_id = users.id and is_username and word >= 'm' and word < 'n')
          order by last_name_key desc, id desc
          limit 600`.execute(transaction),
      );
      const seen: string[] = [];
      let after: Position | undefined;
      for (let pages = 0; pages < 3; pages++) {
        const {items, next} = await find(query({conditions: common, sort, limit: 200, after}));
        seen.push(...items.map(({id}) => id));
        after = {...(next ?? assert.fail()), backwards: false};
      }
      assert.deepEqual(
        seen,
        expected.rows.map(({id}) => id),
      );
      const {total} = await find(query({conditions: common, sort, limit: 1, count: 'exact'}));
      assert.ok((total?.value ?? 0) > 10_000);
      assert.equal(total?.value, expected.rows[0]?.total);
    });

    test('W12: a capped count reads no more than it counts', async () => {
      const amara: UserQuery['conditions'] = [{name: 'q', kind: 'words', words: ['amara']}];
      for (const conditions of [[], amara]) {
        const {plans} = await planned(query({count: 'capped', conditions}));
        assert.ok(plans.flat().every((step) => !isScanOfLarge(step) || rowsOf(step) <= 10_001));
      }
      assert.deepEqual((await find(query({count: 'capped'}))).total, {value: 10_000, relation: 'gte'});
      assert.deepEqual((await find(query({count: 'exact'}))).total, {value: USERS + 1, relation: 'eq'});
    });

    test('T38: without its indexes a plan is found out', async () => {
      await parts.database.asOwner((owner) =>
        owner.transaction().execute(async (transaction) => {
          const {plans} = await plansOf(transaction, () =>
            transaction.selectFrom('users').select('id').where('first_name', '=', 'nobody').execute(),
          );
          assert.ok(plans.flat().some((step) => isScanOfLarge(step) && step['Node Type'] === 'Seq Scan'));
        }),
      );
    });
  });
}

const isScanOfLarge = ({'Relation Name': table}: PlanStep): boolean => table !== undefined && LARGE.includes(table);

const rowsOf = (step: PlanStep): number => Math.round((step['Actual Rows'] + (step['Rows Removed by Filter'] ?? 0)) * step['Actual Loops']);
