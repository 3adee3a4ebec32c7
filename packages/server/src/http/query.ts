import {codePoints, type FilterKind, LIMIT_DEFAULT, LIMIT_MAX, type ListSpec} from '@tenantry/sdk/contract';
import {Refusal} from '../refusal.ts';
import {searchWords} from '../users/keys.ts';
import {isId} from '../ids.ts';
import type {Condition, ListQuery} from '../db/list-query.ts';
import type {Route} from './route.ts';

const MAX_VALUES = 50;
const MAX_SEARCH = 100;
const OPERATORS = {gte: '>=', gt: '>', lte: '<=', lt: '<'} as const;
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** What a query string asked for, before its cursor is opened. */
export interface ParsedQuery {
  readonly list: Omit<ListQuery, 'after'> | undefined;
  readonly cursor: string | undefined;
  readonly include: ReadonlySet<string>;
  readonly parameters: Readonly<Record<string, string>>;
  readonly choices: Readonly<Record<string, ReadonlySet<string>>>;
}

/** Reads the query of a route (W7, W11–W14). Whatever the route does not know is refused, never ignored. */
export const parseQuery = (
  search: URLSearchParams,
  {list, include, parameters = [], choices = {}}: Pick<Route, 'list' | 'include' | 'parameters' | 'choices'>,
): ParsedQuery => {
  const values = new Map<string, string[]>();
  for (const [name, value] of search) {
    if (value.includes('\0')) {
      throw invalid(name, 'has a character that no text can have');
    }
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  const query = new QueryReader(values);
  const plain = Object.fromEntries(parameters.map((name) => [name, query.needed(name)]));
  const parsed: ParsedQuery = {
    list: list && parseList(query, list),
    cursor: list && query.one('cursor'),
    include: include ? parseChoice('include', query.one('include'), include) : new Set(),
    parameters: plain,
    choices: Object.fromEntries(Object.entries(choices).map(([name, allowed]) => [name, parseChoice(name, query.one(name), allowed)])),
  };
  query.finish();
  return parsed;
};

/** Hands out the values of each parameter once, so that in the end what nobody asked for stands out. */
class QueryReader {
  readonly #values: Map<string, string[]>;

  constructor(values: Map<string, string[]>) {
    this.#values = values;
  }

  all(name: string): string[] {
    const found = this.#values.get(name) ?? [];
    this.#values.delete(name);
    return found;
  }

  one(name: string): string | undefined {
    const [value, ...more] = this.all(name);
    if (more.length > 0) {
      throw invalid(name, 'can be given once');
    }
    return value;
  }

  needed(name: string): string {
    const value = this.one(name);
    if (value === undefined) {
      throw invalid(name, 'is needed');
    }
    return value;
  }

  finish(): void {
    const [unknown] = this.#values.keys();
    if (unknown !== undefined) {
      throw invalid(unknown, 'does not exist here');
    }
  }
}

const parseList = (query: QueryReader, spec: ListSpec): Omit<ListQuery, 'after'> => ({
  limit: parseLimit(query.one('limit')),
  sort: parseSort(query.one('sort') ?? spec.defaultSort, spec.sorts),
  count: parseCount(query.one('count'), spec),
  include: parseChoice('include', query.one('include'), spec.include),
  conditions: Object.entries(spec.filters).flatMap(([name, kind]) => parseFilter(query, name, kind)),
});

const parseLimit = (value: string | undefined): number => {
  if (value === undefined) {
    return LIMIT_DEFAULT;
  }
  if (!/^0*[1-9]\d*$/.test(value)) {
    throw invalid('limit', 'must be a whole number of at least 1');
  }
  return Math.min(Number(value), LIMIT_MAX);
};

const parseSort = (value: string, sorts: readonly string[]): ListQuery['sort'] => {
  const descending = value.startsWith('-');
  const key = descending ? value.slice(1) : value;
  if (!sorts.includes(key)) {
    throw invalid('sort', `must be one of ${sorts.join(', ')}, with - before it for descending`);
  }
  return {key, descending};
};

const parseCount = (value: string | undefined, {exactCountNeeds}: ListSpec): ListQuery['count'] => {
  const allowed: readonly ListQuery['count'][] = exactCountNeeds === null ? ['none', 'capped'] : ['none', 'capped', 'exact'];
  const count = value === undefined ? 'none' : allowed.find((candidate) => candidate === value);
  if (count === undefined) {
    throw invalid('count', `must be one of ${allowed.join(', ')}`);
  }
  return count;
};

const parseChoice = (parameter: string, value: string | undefined, allowed: readonly string[]): ReadonlySet<string> => {
  const names = value === undefined ? [] : value.split(',');
  if (names.some((name) => !allowed.includes(name))) {
    throw invalid(parameter, allowed.length > 0 ? `must be out of ${allowed.join(', ')}` : 'does not exist here');
  }
  return new Set(names);
};

const parseFilter = (query: QueryReader, name: string, kind: FilterKind): Condition[] => {
  if (kind === 'time' || kind === 'nullableTime') {
    return parseTimes(query, name, kind === 'nullableTime');
  }
  if (kind === 'words') {
    return parseWords(name, query.one(name));
  }
  const values = query.all(name);
  if (values.length > MAX_VALUES) {
    throw invalid(name, `can have ${MAX_VALUES} values`);
  }
  for (const value of values) {
    checkValue(name, value, kind);
  }
  return values.length > 0 ? [{name, kind: 'anyOf', values}] : [];
};

const checkValue = (name: string, value: string, kind: 'id' | 'text' | readonly string[]): void => {
  if (kind === 'id' && !isId(value)) {
    throw invalid(name, 'must be an id');
  }
  if (kind === 'text' && (value === '' || codePoints(value) > 254)) {
    throw invalid(name, 'must have 1 to 254 characters');
  }
  if (typeof kind !== 'string' && !kind.includes(value)) {
    throw invalid(name, `must be one of ${kind.join(', ')}`);
  }
};

const parseWords = (name: string, value: string | undefined): Condition[] => {
  if (value === undefined) {
    return [];
  }
  const length = codePoints(value);
  if (length < 1 || length > MAX_SEARCH) {
    throw invalid(name, `must have 1 to ${MAX_SEARCH} characters`);
  }
  return [{name, kind: 'words', words: [...new Set(searchWords(value))]}];
};

const parseTimes = (query: QueryReader, name: string, nullable: boolean): Condition[] => {
  const conditions: Condition[] = [];
  for (const [suffix, operator] of Object.entries(OPERATORS)) {
    const value = query.one(`${name}.${suffix}`);
    if (value !== undefined) {
      conditions.push({name, kind: 'compare', operator, value: parseTime(`${name}.${suffix}`, value)});
    }
  }
  const isNull = nullable ? query.one(`${name}.isNull`) : undefined;
  if (isNull !== undefined) {
    if (isNull !== 'true' && isNull !== 'false') {
      throw invalid(`${name}.isNull`, 'must be true or false');
    }
    conditions.push({name, kind: 'isNull', value: isNull === 'true'});
  }
  return conditions;
};

const parseTime = (name: string, value: string): Date => {
  const time = new Date(TIMESTAMP.test(value) ? value : Number.NaN);
  // A day that no calendar has is moved to the next month by some engines; the year 0 is in no database.
  if (Number.isNaN(time.getTime()) || time.toISOString() !== value || value.startsWith('0000')) {
    throw invalid(name, 'must be a time such as 2026-01-31T12:00:00.000Z');
  }
  return time;
};

const invalid = (name: string, problem: string): Refusal =>
  new Refusal('invalid-query', `The parameter ${JSON.stringify(name.toWellFormed().slice(0, 64))} ${problem}`);
