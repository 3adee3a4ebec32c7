import {
  CreatedUser,
  DeletionCheck,
  LayoutAnswer,
  Handoff,
  JobPage,
  Me,
  Operation,
  PasswordPolicy,
  Problem,
  ResourceSummary,
  RolePage,
  SessionPage,
  User,
  UsernameCheck,
  UserPage,
} from '@tenantry/sdk/contract';
import type {Rewrite} from '../fake-client.ts';

/** What answers to an operation look like. An operation that is missing here fails the tests. */
const SCHEMAS: readonly (readonly [operation: RegExp, schema: unknown])[] = [
  [/^GET \/v1\/session$/, Me],
  [/^POST \/v1\/session$/, Me],
  [/^GET \/v1\/(?:me|tenants\/self\/users\/usr_\w+)\/sessions$/, SessionPage],
  [/^GET \/v1\/tenants\/self\/users$/, UserPage],
  [/^(?:GET|PATCH) \/v1\/tenants\/self\/users\/usr_\w+$/, User],
  [/^POST \/v1\/tenants\/self\/users\/usr_\w+\/(?:de|re)activate$/, User],
  [/^POST \/v1\/tenants\/self\/users\/usr_\w+\/reset-password$/, Handoff],
  [/^GET \/v1\/tenants\/self\/users\/usr_\w+\/deletion-check$/, DeletionCheck],
  [/^(?:GET|POST) \/v1\/tenants\/self\/(?:operations\/opn_\w+|users\/usr_\w+\/transfers)$/, Operation],
  [/^POST \/v1\/tenants\/self\/users$/, CreatedUser],
  [/^GET \/v1\/tenants\/self\/username-check$/, UsernameCheck],
  [/^(?:GET|PUT) \/v1\/tenants\/self\/dashboard\/layout/, LayoutAnswer],
  [/^GET \/v1\/tenants\/self\/dashboard\/summary$/, ResourceSummary],
  [/^GET \/v1\/tenants\/self\/roles$/, RolePage],
  [/^GET \/v1\/tenants\/self\/jobs$/, JobPage],
  [/^GET \/v1\/tenants\/self\/password-policy$/, PasswordPolicy],
];

/** Where a text of the server stands, and which share of the texts for a field falls to it. */
export interface Slot {
  /** `GET /v1/session#user.role.name`; with the index of an item in a list. */
  readonly path: string;
  /** Among how many items of a list this is the how-manieth. */
  readonly index: number;
  readonly count: number;
}

// What these hold decides what is shown and is itself not. A list of words has one of the server's added.
const DECIDING_LISTS = new Set(['features', 'permissions', 'effectivePermissions', 'extraPermissions', 'rules', 'warnings']);
const DECIDING = ['code', 'delivered', 'problem', 'key', 'next', 'prev'];
/** A tile of a kind that nobody knows is not drawn. */
const DECIDING_PLACE = /\bwidgets\[\d+\]\.type$/;
/** Where nothing is something else than a text. */
const MEANS_NONE = new Set(['temporaryPassword']);

interface Definition {
  readonly type: string;
  readonly shape?: Record<string, Schema>;
  readonly element?: Schema;
  readonly innerType?: Schema;
  readonly checks?: readonly unknown[];
}
interface Schema {
  readonly _zod: {readonly def: Definition};
}

/** What is written where. */
interface Writer {
  readonly textFor: (slot: Slot) => string;
  readonly kept: ReadonlySet<string>;
}

/**
 * Puts a text of one's choice into every field of an answer that holds a free text, those that the sample leaves out included: the
 * contract's schemas say which there are. Those named in `kept` stay. What no schema is known for is added to `unknown`.
 */
export const rewriteTexts = (textFor: (slot: Slot) => string, unknown: Set<string>, kept: readonly string[] = []): Rewrite => {
  const writer: Writer = {textFor, kept: new Set([...DECIDING, ...kept])};
  return (operation, body, isRefusal) => {
    const schema = isRefusal ? Problem : SCHEMAS.find(([expression]) => expression.test(operation))?.[1];
    if (!schema) {
      unknown.add(operation);
      return body;
    }
    const path = `${isRefusal ? 'refusal' : operation.replace(/usr_\w+/, '{id}')}#`;
    // One by its id becomes a row among others.
    return rewritten(schema as Schema, body, '', {path, index: 0, count: path.includes('{id}') ? 2 : 1}, writer);
  };
};

const rewritten = (schema: Schema, sample: unknown, name: string, slot: Slot, writer: Writer): unknown => {
  const {def} = schema._zod;
  switch (def.type) {
    case 'nullable':
    case 'optional':
      return (sample ?? null) === null && (MEANS_NONE.has(name) || !isFreeText(def.innerType))
        ? sample
        : rewritten(def.innerType as Schema, sample, name, slot, writer);
    case 'string':
      return isFreeText(schema) && !writer.kept.has(name) && !DECIDING_PLACE.test(slot.path) ? writer.textFor(slot) : sample;
    case 'array':
      return rewrittenList(def.element as Schema, (sample ?? []) as readonly unknown[], name, slot, writer);
    case 'object':
      return rewrittenObject(def.shape ?? {}, sample as Readonly<Record<string, unknown>>, slot, writer);
    default:
      return sample;
  }
};

const rewrittenObject = (
  shape: Readonly<Record<string, Schema>>,
  sample: Readonly<Record<string, unknown>>,
  slot: Slot,
  writer: Writer,
): object => {
  const members = Object.entries(shape).map(([name, member]) => {
    const path = `${slot.path}${slot.path.endsWith('#') ? '' : '.'}${name}`;
    return [name, rewritten(member, sample[name], name, {...slot, path}, writer)] as const;
  });
  return {...sample, ...Object.fromEntries(members.filter(([, value]) => value !== undefined))};
};

const rewrittenList = (element: Schema, sample: readonly unknown[], name: string, slot: Slot, writer: Writer): readonly unknown[] => {
  if (DECIDING_LISTS.has(name)) {
    // A word is the same wherever it stands: who holds a right may give it.
    return [...sample, writer.textFor({path: 'word', index: 0, count: 2})];
  }
  if (isFreeText(element) && sample.length === 0) {
    return [writer.textFor(slot)];
  }
  const count = sample.length;
  return sample.map((item, index) => {
    const place: Slot = {path: `${slot.path}[${index}]`, index: slot.index * count + index, count: slot.count * count};
    return rewritten(element, item, name, place, writer);
  });
};

const unwrapped = (schema: Schema | undefined): Definition | undefined => {
  const def = schema?._zod.def;
  return def && (def.type === 'nullable' || def.type === 'optional') ? unwrapped(def.innerType) : def;
};

/** A string without a form of its own, as ids and times have one. */
const isFreeText = (schema: Schema | undefined): boolean => {
  const def = unwrapped(schema);
  return def?.type === 'string' && (def.checks ?? []).length === 0;
};
