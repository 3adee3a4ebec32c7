// JSON Schema 2020-12 as far as the document of the API uses it: whether a value keeps a schema, and values that do.

export type Json = null | boolean | number | string | readonly Json[] | {readonly [name: string]: Json};

export type JsonObject = {readonly [name: string]: Json};

export type Schema = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The keywords in which there are other schemas. */
interface OfSchemas {
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly additionalProperties?: unknown;
}

const IGNORED = new Set(['description', 'title', 'default', 'examples', 'format', 'deprecated']);

/** Says what is wrong with a value, each with its place. A keyword that it does not know is an error, so that nothing passes unread. */
export class Schemas {
  readonly #components: Readonly<Record<string, Schema>>;

  constructor(components: Readonly<Record<string, Schema>>) {
    this.#components = components;
  }

  /** The schema behind a reference. */
  resolve(schema: Schema): Schema {
    const {$ref} = schema;
    if (typeof $ref !== 'string') {
      return schema;
    }
    const found = this.#components[$ref.replace('#/components/schemas/', '')];
    if (!found) {
      throw new Error(`The document has no ${$ref}`);
    }
    return this.resolve(found);
  }

  /** Why the value does not keep the schema; empty when it does. */
  problems(schema: Schema, value: unknown, at = '#'): readonly string[] {
    return Object.entries(this.resolve(schema)).flatMap(([keyword, rule]) => {
      if (IGNORED.has(keyword)) {
        return [];
      }
      const check = CHECKS[keyword];
      if (!check) {
        throw new Error(`Unknown keyword in a schema: ${keyword}`);
      }
      return check({rule, value, at, schema: this.resolve(schema), all: this});
    });
  }

  /** The objects of a schema that allow members which they do not name. */
  open(schema: Schema, at = '#'): readonly string[] {
    const {properties = {}, additionalProperties, items, anyOf = [], oneOf = []} = this.resolve(schema) as OfSchemas;
    return [
      ...(Object.keys(properties).length > 0 && additionalProperties !== false ? [at] : []),
      ...Object.entries(properties).flatMap(([name, inner]) => this.open(inner, `${at}/${name}`)),
      ...[...anyOf, ...oneOf, ...(items ? [items] : [])].flatMap((inner) => this.open(inner, at)),
    ];
  }

  /** Whole values that the schema allows, optional members included, every branch of a union in one of them at least. */
  shapes(schema: Schema, name: string, known: (name: string) => Json | undefined): readonly Json[] {
    const resolved = this.resolve(schema);
    const {anyOf, oneOf, properties, items} = resolved as OfSchemas;
    const branches = anyOf ?? oneOf;
    if (branches) {
      return branches.flatMap((branch) => this.shapes(branch, name, known));
    }
    if (properties) {
      const members = Object.entries(properties).map(([member, inner]) => [member, this.shapes(inner, member, known)] as const);
      const first = Object.fromEntries(members.map(([member, [value = null]]) => [member, value]));
      const others = members.flatMap(([member, values]) => values.slice(1).map((value) => ({...first, [member]: value})));
      return [first, ...others];
    }
    if (items) {
      return [this.shapes(items, name, known).slice(0, 1)];
    }
    const candidates: Json[] = [known(name) ?? 'fuzzer-1', ...literals(resolved), ...SAMPLES];
    const fitting = candidates.find((candidate) => this.problems(resolved, candidate).length === 0 && isOfFormat(resolved, candidate));
    if (fitting === undefined) {
      throw new Error(`No sample keeps the schema of ${name}: ${JSON.stringify(resolved)}`);
    }
    return [fitting];
  }
}

const SAMPLES: readonly Json[] = [
  'fuzzer1',
  'fuzzer@fuzz.example',
  'usr_0123456789abcdefghjkmnpqrs',
  '2026-03-02T09:00:00.000Z',
  'https://fuzz.example/',
  'x',
  1,
  true,
  null,
  0.5,
  {},
];

const literals = ({enum: values, const: value}: Schema): Json[] => [
  ...((values as Json[] | undefined) ?? []),
  ...(value === undefined ? [] : [value as Json]),
];

const isOfFormat = ({format}: Schema, value: Json): boolean =>
  typeof format !== 'string' || !format.includes('email') || (typeof value === 'string' && /^\w+@\w+\.\w+$/.test(value));

interface Checked {
  readonly rule: any;
  readonly value: any;
  readonly at: string;
  readonly schema: Schema;
  readonly all: Schemas;
}

const says = (isWrong: boolean, at: string, what: string): string[] => (isWrong ? [`${at} ${what}`] : []);

const isType = (type: string, value: unknown): boolean => {
  switch (type) {
    case 'null':
      return value === null;
    case 'array':
      return Array.isArray(value);
    case 'object':
      return isObject(value);
    case 'integer':
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
};

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const length = (text: string): number => [...text].length;

const CHECKS: Readonly<Record<string, (checked: Checked) => readonly string[]>> = {
  $ref: () => [],
  type: ({rule, value, at}) => says(![rule].flat().some((type: string) => isType(type, value)), at, `is not ${rule}`),
  const: ({rule, value, at}) => says(!same(rule, value), at, 'is another constant'),
  enum: ({rule, value, at}) => says(!rule.some((one: unknown) => same(one, value)), at, 'is none of the values'),
  minLength: ({rule, value, at}) => says(typeof value === 'string' && length(value) < rule, at, 'is too short'),
  maxLength: ({rule, value, at}) => says(typeof value === 'string' && length(value) > rule, at, 'is too long'),
  pattern: ({rule, value, at}) => says(typeof value === 'string' && !new RegExp(rule, 'u').test(value), at, 'has another form'),
  minimum: ({rule, value, at}) => says(typeof value === 'number' && value < rule, at, 'is too small'),
  maximum: ({rule, value, at}) => says(typeof value === 'number' && value > rule, at, 'is too big'),
  exclusiveMinimum: ({rule, value, at}) => says(typeof value === 'number' && value <= rule, at, 'is too small'),
  exclusiveMaximum: ({rule, value, at}) => says(typeof value === 'number' && value >= rule, at, 'is too big'),
  minItems: ({rule, value, at}) => says(Array.isArray(value) && value.length < rule, at, 'has too few items'),
  maxItems: ({rule, value, at}) => says(Array.isArray(value) && value.length > rule, at, 'has too many items'),
  items: ({rule, value, at, all}) =>
    Array.isArray(value) ? value.flatMap((item, index) => all.problems(rule, item, `${at}/${index}`)) : [],
  required: ({rule, value, at}) =>
    isObject(value) ? rule.flatMap((name: string) => says(!Object.hasOwn(value, name), at, `lacks ${name}`)) : [],
  properties: ({rule, value, at, all}) =>
    isObject(value)
      ? Object.entries<Schema>(rule).flatMap(([name, inner]) =>
          Object.hasOwn(value, name) ? all.problems(inner, value[name], `${at}/${name}`) : [],
        )
      : [],
  maxProperties: ({rule, value, at}) => says(isObject(value) && Object.keys(value).length > rule, at, 'has too many members'),
  propertyNames: ({rule, value, at, all}) =>
    isObject(value) ? Object.keys(value).flatMap((name) => all.problems(rule, name, `${at}/${name}`)) : [],
  additionalProperties: ({rule, value, at, schema, all}) => {
    const own = new Set(Object.keys((schema.properties as object | undefined) ?? {}));
    const others = isObject(value) ? Object.keys(value).filter((name) => !own.has(name)) : [];
    return others.flatMap((name) =>
      typeof rule === 'boolean' ? says(!rule, `${at}/${name}`, 'is not known') : all.problems(rule, value[name], `${at}/${name}`),
    );
  },
  anyOf: ({rule, value, at, all}) =>
    says(!rule.some((one: Schema) => all.problems(one, value).length === 0), at, 'keeps none of its schemas'),
  oneOf: ({rule, value, at, all}) =>
    says(rule.filter((one: Schema) => all.problems(one, value).length === 0).length !== 1, at, 'keeps not exactly one of its schemas'),
  allOf: ({rule, value, at, all}) => rule.flatMap((one: Schema) => all.problems(one, value, at)),
};
