import {type FilterKind, LIMIT_DEFAULT, type ListSpec} from '@tenantry/sdk/contract';

type Json = Readonly<Record<string, unknown>>;

/** The query parameters of a list, as `parseQuery` reads them (W11–W14). */
export const listParameters = ({filters, sorts, defaultSort, include, exactCountNeeds}: ListSpec): Json[] => [
  parameter('limit', {type: 'integer', minimum: 1, default: LIMIT_DEFAULT}, 'Rows at most; more than 200 means 200.'),
  parameter('cursor', {type: 'string', maxLength: 4096}, 'Where to go on: `next` or `prev` of a page with the same filters and sort.'),
  parameter(
    'sort',
    {type: 'string', enum: sorts.flatMap((key) => [key, `-${key}`]), default: defaultSort},
    'A leading `-` means descending.',
  ),
  parameter(
    'count',
    {type: 'string', enum: ['none', 'capped', ...(exactCountNeeds === null ? [] : ['exact'])], default: 'none'},
    exactCountNeeds === null ? 'Whether to count.' : `Whether to count. \`exact\` needs the permission \`${exactCountNeeds}\`.`,
  ),
  ...wordsParameters('include', include, 'What to add.'),
  ...Object.entries(filters).flatMap(([name, kind]) => filterParameters(name, kind)),
];

/** A parameter of words out of these, separated by commas, where there are any. */
export const wordsParameters = (name: string, words: readonly string[], description: string): Json[] =>
  words.length === 0
    ? []
    : [
        {
          ...parameter(name, {type: 'array', items: {type: 'string', enum: [...words]}}, description),
          style: 'form',
          explode: false,
        },
      ];

const parameter = (name: string, schema: Json, description: string): Json => ({name, in: 'query', required: false, description, schema});

const TIME = {type: 'string', format: 'date-time'};

const filterParameters = (name: string, kind: FilterKind): Json[] => {
  switch (kind) {
    case 'words':
      return [parameter(name, {type: 'string', minLength: 1, maxLength: 100}, 'Every word must begin some word of the row.')];
    case 'time':
      return timeParameters(name);
    case 'nullableTime':
      return [...timeParameters(name), parameter(`${name}.isNull`, {type: 'boolean'}, 'Whether there is none.')];
    case 'id':
    case 'text':
      return [anyOf(name, {type: 'string', maxLength: kind === 'id' ? 40 : 254})];
    default:
      return [anyOf(name, {type: 'string', enum: [...kind]})];
  }
};

const timeParameters = (name: string): Json[] => [
  parameter(`${name}.gte`, TIME, 'At this time or later.'),
  parameter(`${name}.gt`, TIME, 'Later than this time.'),
  parameter(`${name}.lte`, TIME, 'At this time or earlier.'),
  parameter(`${name}.lt`, TIME, 'Earlier than this time.'),
];

const anyOf = (name: string, items: Json): Json => ({
  ...parameter(name, {type: 'array', items, maxItems: 50}, 'One of these; repeat the parameter for several.'),
  style: 'form',
  explode: true,
});
