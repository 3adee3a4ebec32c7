import {JOB_STATES} from './resource-states.ts';
import {RESOURCE_TYPES} from './resource-types.ts';

/**
 * What a list endpoint can be asked for, as data: the server parses queries by it, the OpenAPI document is written from it, and the
 * types of the SDK's list options follow from it. `words` is the search of W13; `text` is compared by its server-made key.
 */
export interface ListSpec {
  readonly filters: Readonly<Record<string, FilterKind>>;
  readonly sorts: readonly string[];
  readonly defaultSort: string;
  readonly include: readonly string[];
  /** The permission that `count=exact` needs, or `null` where an exact count is not offered (W12). */
  readonly exactCountNeeds: string | null;
}

export type FilterKind = 'id' | 'text' | 'words' | 'time' | 'nullableTime' | readonly string[];

type OneOrMore<Value> = Value | readonly Value[];

/** A half-open range of times, each RFC 3339 (W4). */
export interface TimeRange {
  readonly gte?: string;
  readonly gt?: string;
  readonly lte?: string;
  readonly lt?: string;
}

export interface NullableTimeRange extends TimeRange {
  readonly isNull?: boolean;
}

type FilterValue<Kind extends FilterKind> = Kind extends 'words'
  ? string
  : Kind extends 'time'
    ? TimeRange
    : Kind extends 'nullableTime'
      ? NullableTimeRange
      : Kind extends readonly (infer Value)[]
        ? OneOrMore<Value>
        : OneOrMore<string>;

/** The filters of a list; different members are combined with AND, several values of one with OR (W13). */
export type FilterOf<Spec extends ListSpec> = {
  readonly [Name in keyof Spec['filters']]?: FilterValue<Spec['filters'][Name]> | undefined;
};

/** A sort key, descending with a leading `-` (W14). */
export type SortOf<Spec extends ListSpec> = Spec['sorts'][number] | `-${Spec['sorts'][number]}`;

export const LIMIT_DEFAULT = 50;
export const LIMIT_MAX = 200;
export const COUNT_CAP = 10_000;

export const USER_LIST = {
  filters: {
    status: ['active', 'deactivated'],
    roleId: 'id',
    credential: ['none', 'temporary', 'password', 'external'],
    createdAt: 'time',
    lastSignInAt: 'nullableTime',
    email: 'text',
    username: 'text',
    q: 'words',
  },
  sorts: ['username', 'email', 'lastName', 'createdAt', 'lastSignInAt', 'status'],
  defaultSort: '-createdAt',
  include: ['activity', 'actions'],
  exactCountNeeds: 'users.export',
} as const satisfies ListSpec;

/** What can be asked for beside one user. */
export const USER_INCLUDE = ['actions'] as const;

export const ROLE_LIST = {
  filters: {kind: ['builtIn', 'custom'], status: ['enabled', 'disabled']},
  sorts: ['name', 'createdAt'],
  defaultSort: 'name',
  include: ['counts'],
  exactCountNeeds: null,
} as const satisfies ListSpec;

export const SESSION_LIST = {
  filters: {},
  sorts: ['createdAt'],
  defaultSort: '-createdAt',
  include: [],
  exactCountNeeds: null,
} as const satisfies ListSpec;

/** Jobs come from the clusters themselves. */
export const JOB_LIST = {
  filters: {state: JOB_STATES, cluster: 'text', userId: 'id', submittedAt: 'time'},
  sorts: ['submittedAt'],
  defaultSort: '-submittedAt',
  include: [],
  exactCountNeeds: null,
} as const satisfies ListSpec;

export const RESOURCE_LIST = {
  filters: {type: RESOURCE_TYPES, q: 'words'},
  sorts: ['label'],
  defaultSort: 'label',
  include: [],
  exactCountNeeds: null,
} as const satisfies ListSpec;
