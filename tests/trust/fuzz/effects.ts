import {normalizeEmail} from '../../../packages/sdk/src/contract/index.ts';
import {type Answered, normalized, parse, secretsOf} from './answers.ts';
import type {Attempt} from './attempt.ts';
import {type ApiDocument, addressed, at} from './document.ts';
import type {Change} from './journal.ts';
import {isObject, type Json, type JsonObject, type Schema} from './schema.ts';

/** Everything that an attempt changed and should not have, or changed into something else than was sent (L18, W6, W10, T12). */
export const judgeChanges = (
  document: ApiDocument,
  attempt: Attempt,
  answered: Answered,
  changes: readonly Change[],
): readonly string[] => {
  const isSuccess = answered.status < 300 && !['GET', 'HEAD', 'OPTIONS'].includes(attempt.method);
  return [
    ...changes.flatMap((change) =>
      isAllowed(change, isSuccess, attempt.tenantId) ? [] : [`changes a row in silence: ${describe(change)}`],
    ),
    ...changes.flatMap((change) => rowProblems(change, attempt)),
    ...(isSuccess ? mirrored(document, attempt, answered, changes) : []),
  ];
};

const describe = ({table, before, after}: Change): string => {
  const columns = Object.keys({...before, ...after}).filter((name) => JSON.stringify(before?.[name]) !== JSON.stringify(after?.[name]));
  return `${table} (${before ? (after ? `changed: ${columns}` : 'deleted') : 'inserted'})`;
};

const isAllowed = (change: Change, isSuccess: boolean, home: string): boolean => {
  const tenantId = (change.after ?? change.before)?.tenant_id;
  return isNote(change, isSuccess) || (isSuccess && (tenantId === home || tenantId === undefined));
};

/** Columns that move though nothing was changed: the counter of the audit, and when somebody was last seen (A2). */
const MOVING: Readonly<Record<string, string>> = {tenant_profiles: 'audit_seq', user_activity: 'last_active_at', sessions: 'last_seen_at'};

/** What is written down about a request that changes nothing: its audit row (L18), its share of a budget (W15). */
const isNote = ({table, before, after}: Change, isSuccess: boolean): boolean => {
  if (table === 'audit_events') {
    return before === null && (isSuccess || after?.outcome !== 'success');
  }
  if (BUDGETS.has(table) || table === UNDER_WAY || table === DISPATCHERS || (table === OUTBOX && (isSuccess || before !== null))) {
    return true;
  }
  const moving = MOVING[table];
  return moving !== undefined && before !== null && after !== null && without(before, moving) === without(after, moving);
};

/** What lies there only while a user is being deleted, refused or not. */
const UNDER_WAY = 'deletions';

/** What is told outside the database later, whoever calls then; only what succeeds gives more of it to tell (D4). */
const OUTBOX = 'outbox';
const DISPATCHERS = 'outbox_dispatchers';

/** The tables in which tries are counted (A7). */
const BUDGETS = new Set(['sign_in_budgets']);

const without = (row: JsonObject, column: string): string => JSON.stringify({...row, [column]: null});

/** Controls but tab and line feed, marks that turn the direction, noncharacters (W6): said here again, apart from what is tried. */
const UNSHOWABLE = /(?![\t\n])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Noncharacter_Code_Point}|\p{Surrogate}/u;

/** What no row may hold: text that cannot be shown (W6), secrets in the clear (T12, T16). */
const rowProblems = ({table, after}: Change, attempt: Attempt): string[] => {
  const text = JSON.stringify(after ?? {});
  return [
    ...textsIn(after ?? {}).flatMap((value) => (UNSHOWABLE.test(value) ? [`stores a text that nobody can show in ${table}`] : [])),
    ...secretsOf(attempt).flatMap((secret) => (text.includes(JSON.stringify(secret).slice(1, -1)) ? [`stores a secret in ${table}`] : [])),
  ];
};

const textsIn = (value: Json): string[] => {
  if (typeof value === 'string') {
    return [value];
  }
  return Array.isArray(value) || isObject(value) ? Object.values(value as JsonObject).flatMap(textsIn) : [];
};

/** What was sent stands in the answer and in the row, or what the contract makes of it (L4, W6). Signing in stores nothing of it. */
const mirrored = (document: ApiDocument, attempt: Attempt, {text}: Answered, changes: readonly Change[]): string[] => {
  const operation = addressed(document, attempt.method, new URL(attempt.url));
  if (typeof operation !== 'object' || operation.isPublic || !operation.body || !isObject(attempt.json)) {
    return [];
  }
  const {properties = {}} = document.schemas.resolve(operation.body.schema) as {properties?: Record<string, Schema>};
  const answer = parse(text);
  const wrappers = isObject(answer) ? Object.keys(answer) : [];
  return Object.entries(attempt.json).flatMap(([name, sent]) => {
    if (/password|secret|token/i.test(name) || isObject(sent)) {
      return [];
    }
    const stored = storedForm(sent, properties[name]);
    const shown = [[name], ...wrappers.map((wrapper) => [wrapper, name])].map((pointer) => at(answer, pointer)).filter(isComparable);
    const column = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const written = changes
      .flatMap(({table, after}) => (after && !RECORDS.has(table) && Object.hasOwn(after, column) ? [after[column]] : []))
      .filter(isComparable);
    return [
      ...(shown.every((value) => same(value, stored)) ? [] : [`answers another ${name} than was sent`]),
      ...(written.every((value) => same(value, stored)) ? [] : [`stores another ${name} than was sent`]),
    ];
  });
};

/** Tables about requests, whose columns are no member of any body. */
const RECORDS = new Set(['audit_events', 'idempotency_records']);

const isComparable = (value: unknown): boolean => value !== undefined && !isObject(value);

/** What the contract keeps of a value. */
const storedForm = (sent: Json, schema: Schema | undefined): Json => {
  const kept = normalized(sent);
  return typeof kept === 'string' && String(schema?.format).includes('email') ? normalizeEmail(kept) : kept;
};

/** Whether two values are one; an empty text is none, and the order of a set, or of an object's members, is nobody's. */
const same = (one: unknown, other: unknown): boolean => comparable(one) === comparable(other);

const comparable = (value: unknown): string =>
  JSON.stringify(Array.isArray(value) ? [...new Set(value.map(comparable))].toSorted() : value === '' ? null : ordered(value));

const ordered = (value: unknown): unknown =>
  isObject(value)
    ? Object.entries(value)
        .map(([name, inner]) => [name, comparable(inner)])
        .toSorted()
    : value;
