import type {USER_LIST, User, UserActivity} from '@tenantry/sdk/contract';
import {type RawBuilder, sql} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';
import {countRows, findPage, type Keyset} from '../db/keyset.ts';
import type {FoundPage, ListQuery} from '../db/list-query.ts';
import {toConditions} from './filter.queries.ts';
import {selectUsers, toUser, type UserRow} from './queries.ts';
import {type MatchingUsers, type Search, searchUsers} from './search.queries.ts';

type UserList = ListQuery<typeof USER_LIST>;

export interface UserReader {
  /** Whoever reads oneself sees no note. */
  readonly readerId: string;
  readonly now: Date;
  /** What the reader may do with each of these users, where that is asked for. */
  readonly tellActions: (rows: readonly UserRow[]) => Promise<(row: UserRow) => Pick<User, 'allowedActions'>>;
}

/** One page of the tenant's users (W11–W14). */
export const findUsers = async (
  transaction: TenantTransaction,
  tenantId: string,
  list: UserList,
  {readerId, now, tellActions}: UserReader,
): Promise<FoundPage<User>> => {
  const conditions = list.conditions.flatMap((condition) => toConditions(tenantId, condition, list.sort));
  const words = list.conditions.flatMap((condition) => (condition.kind === 'words' ? condition.words : []));
  const rows = selectUsers(transaction, tenantId).$if(list.include.has('activity'), (query) =>
    query
      .innerJoin('user_activity', (join) =>
        join.onRef('user_activity.tenant_id', '=', 'users.tenant_id').onRef('user_activity.user_id', '=', 'users.id'),
      )
      .select([
        'user_activity.last_sign_in_at',
        'user_activity.last_active_at',
        openSessions(now).as('open_sessions'),
        failuresOfDay(now).as('sign_in_failures'),
      ]),
  );
  const keyset = keysetOf(list.sort);
  const {ways, counted} = await searchUsers(transaction, tenantId, {words, conditions, keyset, list});
  const page = await firstFull(ways, list, (matching) => findPage(transaction, {matching, rows, keyset, list: {...list, count: 'none'}}));
  const total = await countRows(transaction, counted, list.count);
  const toActions = list.include.has('actions') ? await tellActions(page.items) : () => undefined;
  return {...page, total, items: page.items.map((row) => ({...toUser(row, readerId), ...toActivity(row), ...toActions(row)}))};
};

/** Tries one way after the other until one has filled its page; the last finds whatever there is. */
const firstFull = async <Row>(
  [way, ...others]: Search['ways'],
  list: UserList,
  find: (matching: MatchingUsers) => Promise<FoundPage<Row>>,
): Promise<FoundPage<Row>> => {
  const page = await find(way);
  const isFull = (list.after?.backwards ? page.prev : page.next) !== null;
  const [next, ...rest] = others;
  return isFull || !next ? page : firstFull([next, ...rest], list, find);
};

const SORTS: Readonly<Record<Exclude<UserList['sort']['key'], 'lastSignInAt'>, Keyset>> = {
  username: {key: 'users.username_key', type: 'text', id: 'users.id'},
  email: {key: 'users.email_sort', type: 'text', id: 'users.id'},
  lastName: {key: 'users.last_name_key', type: 'text', id: 'users.id'},
  createdAt: {key: 'users.created_at', type: 'timestamptz', id: 'users.id'},
  status: {key: 'users.status', type: 'text', id: 'users.id'},
};

// Who never signed in comes last in both directions, so each has a column of its own.
const keysetOf = ({key, descending}: UserList['sort']): Keyset =>
  key === 'lastSignInAt'
    ? {
        key: descending ? 'user_activity.last_sign_in_descending' : 'user_activity.last_sign_in_ascending',
        type: 'timestamptz',
        id: 'user_activity.user_id',
        rowId: 'users.id',
      }
    : SORTS[key];

const DAY_MS = 86_400_000;

const openSessions = (now: Date): RawBuilder<number> => sql<number>`(
  select count(*)::int
  from sessions
  join tenant_profiles profile on profile.tenant_id = sessions.tenant_id
  where sessions.tenant_id = users.tenant_id and sessions.user_id = users.id
    and sessions.expires_at > ${now}
    and sessions.created_at > ${now}::timestamptz - make_interval(hours => (profile.settings #>> '{session,absoluteHours}')::int)
    and sessions.last_seen_at > ${now}::timestamptz - make_interval(mins => (profile.settings #>> '{session,idleMinutes}')::int)
)`;

const failuresOfDay = (now: Date): RawBuilder<number> => sql<number>`(
  select count(*)::int
  from audit_events
  where audit_events.tenant_id = users.tenant_id and audit_events.target_id = users.id
    and audit_events.action = 'session.signInFailed' and audit_events.at > ${new Date(now.getTime() - DAY_MS)}
)`;

interface ActivityColumns {
  readonly last_sign_in_at?: Date | null | undefined;
  readonly last_active_at?: Date | null | undefined;
  readonly open_sessions?: number | undefined;
  readonly sign_in_failures?: number | undefined;
}

const toActivity = (row: ActivityColumns): {activity?: UserActivity} =>
  row.open_sessions === undefined || row.sign_in_failures === undefined
    ? {}
    : {
        activity: {
          lastSignInAt: row.last_sign_in_at?.toISOString() ?? null,
          lastActiveAt: row.last_active_at?.toISOString() ?? null,
          openSessions: row.open_sessions,
          signInFailures24h: row.sign_in_failures,
        },
      };
