import {normalizeEmail, type USER_LIST} from '@tenantry/sdk/contract';
import {type Expression, type SqlBool, sql} from 'kysely';
import type {Condition, ListQuery} from '../db/list-query.ts';
import {emailKey, sortKey} from './keys.ts';

/** One thing that is asked of the users of a list. */
export interface UserCondition {
  /** Whether the list is ordered by what is asked: then the condition is a stretch of the list. */
  readonly isOfOrder: boolean;
  /** @param hasActivity Whether `user_activity` stands beside `users`. */
  readonly sql: (hasActivity: boolean) => Expression<SqlBool>;
}

type UserList = ListQuery<typeof USER_LIST>;

/** What a filter asks of users, but for words, which are searched for. */
export const toConditions = (tenantId: string, condition: UserList['conditions'][number], sort: UserList['sort']): UserCondition[] => {
  const isOfOrder = condition.name === sort.key;
  const plain = (expression: Expression<SqlBool>): UserCondition => ({isOfOrder, sql: () => expression});
  switch (condition.name) {
    case 'q':
      return [];
    case 'username':
      return [
        plain(
          isAnyOf(
            'users.username_key',
            valuesOf(condition).map((value) => value.trim().toLowerCase()),
          ),
        ),
      ];
    case 'email': {
      const keys = valuesOf(condition).map((value) => emailKey(normalizeEmail(value) ?? value));
      // The key decides; its place in the order has the index.
      return [plain(isAnyOf('users.email_sort', keys.map(sortKey))), plain(isAnyOf('users.email_key', keys))];
    }
    case 'lastSignInAt':
      return [
        {
          isOfOrder,
          sql: (hasActivity) =>
            hasActivity && isOfOrder
              ? signedIn('user_activity', condition, sort.descending)
              : sql<SqlBool>`exists (
                  select from user_activity as activity
                  where activity.tenant_id = ${tenantId} and activity.user_id = users.id and ${signedIn('activity', condition, true)}
                )`,
        },
      ];
    default:
      return [plain(compare(COLUMNS[condition.name], condition))];
  }
};

const COLUMNS = {
  status: 'users.status',
  roleId: 'users.role_id',
  credential: 'users.credential',
  createdAt: 'users.created_at',
} as const;

const compare = (column: string, condition: Condition): Expression<SqlBool> => {
  switch (condition.kind) {
    case 'anyOf':
      return isAnyOf(column, condition.values);
    case 'compare':
      return sql<SqlBool>`${sql.ref(column)} ${sql.raw(condition.operator)} ${condition.value}`;
    case 'isNull':
    case 'words':
      throw new Error(`A filter of this kind cannot be asked of ${column}`);
  }
};

/** A last sign-in, asked of one of the two columns that have an index, where infinity stands for never. */
const signedIn = (table: string, condition: Condition, descending: boolean): Expression<SqlBool> => {
  const column = sql.ref(`${table}.${descending ? 'last_sign_in_descending' : 'last_sign_in_ascending'}`);
  const isEver = descending ? sql<SqlBool>`${column} > '-infinity'` : sql<SqlBool>`${column} < 'infinity'`;
  if (condition.kind === 'isNull') {
    return condition.value ? sql<SqlBool>`${column} = ${sql.lit(descending ? '-infinity' : 'infinity')}` : isEver;
  }
  if (condition.kind === 'compare') {
    return sql<SqlBool>`${isEver} and ${column} ${sql.raw(condition.operator)} ${condition.value}`;
  }
  throw new Error('A last sign-in is a time or never');
};

const isAnyOf = (column: string, values: readonly string[]): Expression<SqlBool> =>
  sql<SqlBool>`${sql.ref(column)} in (${sql.join(values)})`;

const valuesOf = (condition: Condition): readonly string[] => (condition.kind === 'anyOf' ? condition.values : []);
