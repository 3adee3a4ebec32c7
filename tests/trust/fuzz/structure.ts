import {bytesOf, type Draft} from './attempt.ts';
import {type ApiDocument, at, type Operation} from './document.ts';
import {withValue} from './places.ts';
import {isObject, type Json} from './schema.ts';

/** A way to send something that is no request of the operation. */
export interface Break {
  readonly name: string;
  apply(draft: Draft): void;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'QUERY', 'FOO', 'gEt', 'X'.repeat(300)];

const PATHS: readonly ((path: string) => string)[] = [
  (path) => `${path}/`,
  (path) => `/${path}`,
  (path) => path.replaceAll('/', '//'),
  (path) => `${path}/.`,
  (path) => `${path}/..`,
  (path) => `${path}/x`,
  (path) => `${path}.json`,
  (path) => `${path};a=b`,
  (path) => `${path}%00`,
  (path) => `${path}%2f`,
  (path) => `${path}%ff`,
  (path) => `${path}?`,
  (path) => `${path}#x`,
  (path) => path.toUpperCase(),
  (path) => path.replace('/v1/', '/v2/'),
  (path) => path.replace('/v1/', '/v1/./'),
  (path) => path.replace('/v1/', '/v1%2f'),
  (path) => path.replace('/v1/', '/v1\\'),
  (path) => path.replaceAll('{', '%7B'),
  (path) => path.split('/').slice(0, -1).join('/'),
  (path) => path + '/a'.repeat(3000),
];

const TYPES = [
  '',
  'text/plain',
  'application/xml',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/json; charset=utf-16',
  'application/json; charset=iso-8859-1',
  'application/vnd.api+json',
  'application/json-patch+json',
  'application/problem+json',
  'text/json',
  '*/*',
];

const VALUES: readonly Json[] = [
  null,
  true,
  false,
  0,
  -1,
  1.5,
  Number.MAX_SAFE_INTEGER + 1,
  '',
  'x',
  [],
  {},
  [null],
  [[]],
  {a: 1},
  ['x', 'x'],
  {type: 'x'},
  {length: 1},
];

const MEMBERS = [
  'status',
  'tenantId',
  'version',
  'isAdmin',
  'id',
  'roles',
  'constructor',
  'toString',
  '__proto__',
  'prototype',
  '',
  ' ',
  '$ref',
];

/** Everything that is broken about an operation's requests, whatever stands in them. */
export const breaksOf = (document: ApiDocument, operation: Operation, bodies: readonly Json[]): readonly Break[] => [
  ...METHODS.filter((method) => method !== operation.method).map((method) => ({
    name: `method ${method.slice(0, 10)}`,
    apply: (draft: Draft) => void (draft.method = method),
  })),
  ...PATHS.map((edit, index) => ({name: `path ${index}`, apply: (draft: Draft) => void (draft.path = edit(draft.path))})),
  ...queryBreaks(operation),
  ...(operation.body ? bodies.flatMap((body, index) => bodyBreaks(document, operation, body, index)) : []),
];

const queryBreaks = ({parameters}: Operation): Break[] => {
  const names = parameters.filter((parameter) => parameter.in === 'query').map(({name}) => name);
  const add = (name: string, pairs: (readonly [string, string])[]): Break => ({name, apply: (draft) => void draft.query.push(...pairs)});
  return [
    ...names.flatMap((name) => [
      {name: `query without ${name}`, apply: (draft: Draft) => void (draft.query = draft.query.filter(([given]) => given !== name))},
      add(`query ${name} twice`, [
        [name, ''],
        [name, ''],
      ]),
      add(
        `query ${name} often`,
        Array.from({length: 60}, (_, index) => [name, `v${index}`] as const),
      ),
      add(`query ${name} as an array`, [
        [`${name}[]`, '1'],
        [`${name}[a]`, '1'],
      ]),
      add(`query ${name} in capitals`, [[name.toUpperCase(), '1']]),
      add(`query ${name} with an operator`, [
        [`${name}.gte`, '1'],
        [`${name}.like`, '1'],
        [`${name}.isNull`, 'x'],
      ]),
    ]),
    add('query with a name that is empty', [['', '']]),
    add(
      'query of 2,000 names',
      Array.from({length: 2000}, (_, index) => [`n${index}`, ''] as const),
    ),
    add('query of 64 KiB', [['n', 'x'.repeat(65_536)]]),
  ];
};

const bodyBreaks = (document: ApiDocument, operation: Operation, body: Json, index: number): Break[] => {
  const text = JSON.stringify(body);
  const bytes = (name: string, make: () => string | Uint8Array<ArrayBuffer>): Break => ({
    name: `body ${index}: ${name}`,
    apply: (draft) => {
      const made = make();
      draft.body = typeof made === 'string' ? bytesOf(made) : made;
    },
  });
  const json = (name: string, make: () => Json): Break => ({name: `body ${index}: ${name}`, apply: (draft) => void (draft.json = make())});
  const {pointers, objects} = positions(body, []);
  return [
    ...TYPES.map((type) => ({name: `type ${type}`, apply: (draft: Draft) => void draft.headers.set('Content-Type', type)})),
    ...(operation.body?.types ?? []).map((type) => ({
      name: `type ${type}`,
      apply: (draft: Draft) => void draft.headers.set('Content-Type', type),
    })),
    {name: 'no type', apply: (draft: Draft) => void draft.headers.delete('Content-Type')},
    {name: 'no body', apply: (draft: Draft) => void (draft.json = undefined)},
    {name: 'a broken stream', apply: (draft: Draft) => void (draft.body = 'broken stream')},
    ...[
      '',
      ' ',
      'null',
      '[]',
      '{}',
      '""',
      '0',
      '-',
      'true',
      'nul',
      '{',
      '}',
      '[',
      ']',
      '{"',
      '{"a',
      '{"a":',
      '{"a":1',
      ',',
      '\u0000',
      '\ufeff',
    ].map((whole) => bytes(`is ${JSON.stringify(whole)}`, () => whole)),
    ...Array.from({length: 12}, (_, part) => bytes(`cut at ${part}/12`, () => text.slice(0, Math.floor((text.length * part) / 12)))),
    ...(
      [
        `\ufeff${text}`,
        `${text}x`,
        `x${text}`,
        `${text}${text}`,
        `[${text}]`,
        `${text},`,
        text.replaceAll('"', "'"),
        text.replace('}', ',}'),
        `/**/${text}`,
        `${text}//`,
        text.replace(':', '='),
        text.replace('{"', '{'),
        `\u0000${text}`,
        `${text}\u0000`,
      ] as const
    ).map((whole, form) => bytes(`form ${form}`, () => whole)),
    bytes('in UTF-16', () => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))),
    bytes('in UTF-16, other ends first', () => new Uint8Array(Buffer.from(text, 'utf16le').swap16())),
    bytes('in UTF-32', () => new Uint8Array(Buffer.from([...text].flatMap((letter) => [0, 0, 0, letter.charCodeAt(0)])))),
    bytes('in Latin-1', () => new Uint8Array(Buffer.from(text.replace(':"', ':"\u00e9'), 'latin1'))),
    bytes('compressed', () => new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0])),
    ...[[0xc0, 0x80], [0xc0, 0xaf], [0xe0, 0x80, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xff], [0x80], [0xf0, 0x9f]].map(
      (wrong) =>
        bytes(
          `with the bytes ${wrong.join()}`,
          () => new Uint8Array(Buffer.from(text.replace(':"', `:"${Buffer.from(wrong).toString('latin1')}`), 'latin1')),
        ),
    ),
    bytes('of 65,536 spaces more', () => text + ' '.repeat(65_536)),
    bytes('of 1 MiB', () => 'x'.repeat(1_048_576)),
    bytes('of 64 KiB to the byte', () => text + ' '.repeat(Math.max(0, 65_536 - text.length))),
    ...[31, 32, 33, 1000, 30_000].map((depth) => bytes(`${depth} deep`, () => `${'['.repeat(depth)}${']'.repeat(depth)}`)),
    ...[31, 32, 33, 1000].map((depth) => bytes(`${depth} objects deep`, () => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`)),
    ...pointers.flatMap((pointer) => [
      json(`without #/${pointer.join('/')}`, () => withoutValue(body, pointer)),
      ...VALUES.map((value, which) => json(`#/${pointer.join('/')} another type (${which})`, () => withValue(body, pointer, value))),
      json(`#/${pointer.join('/')} wide`, () =>
        withValue(
          body,
          pointer,
          Array.from({length: 1001}, () => 'x'),
        ),
      ),
      json(`#/${pointer.join('/')} of many members`, () =>
        withValue(body, pointer, Object.fromEntries(Array.from({length: 3000}, (_, member) => [`m${member}`, 0]))),
      ),
      ...[
        '1e400',
        '-0',
        '0.1e-400',
        '9'.repeat(5000),
        '01',
        '1.',
        'NaN',
        '"\\ud800"',
        '"\\u0000"',
        '"\\x"',
        '"\t"',
        '{"a":1,"a":2}',
        '{"__proto__":1}',
        `${'['.repeat(31)}${']'.repeat(31)}`,
      ].map((raw) =>
        bytes(`#/${pointer.join('/')} ${raw.slice(0, 12)}`, () =>
          JSON.stringify(withValue(body, pointer, '\u0001')).replace('"\\u0001"', () => raw),
        ),
      ),
    ]),
    ...objects.flatMap((pointer) => [
      refused(
        bytes(`#/${pointer.join('/')} with its members twice`, () =>
          JSON.stringify(withValue(body, pointer, '\u0001')).replace('"\\u0001"', () => doubled(at(body, pointer))),
        ),
      ),
      ...MEMBERS.map((member) => json(`#/${pointer.join('/')} with ${member}`, () => withValue(body, [...pointer, member], true))),
      bytes(`#/${pointer.join('/')} with a member twice`, () =>
        JSON.stringify(withValue(body, [...pointer, '\u0001'], 1)).replace('"\\u0001":1', () => '"twice":1,"tw\\u0069ce":2'),
      ),
    ]),
    ...(document.schemas.problems(operation.body?.schema ?? {}, body).length === 0 ? [] : [bytes('is no sample', () => text)]),
  ];
};

/** An object whose members stand in it twice, so that nobody can tell which ones count. */
const doubled = (value: unknown): string => {
  const members = JSON.stringify(value).slice(1, -1);
  return `{${members}${members && ','}${members || '"twice":1,"twice":2'}}`;
};

const refused = ({name, apply}: Break): Break => ({
  name,
  apply: (draft) => {
    apply(draft);
    draft.mustFail = true;
  },
});

/** Where there is a value, and where there is an object. */
const positions = (value: Json, pointer: readonly string[]): {pointers: (readonly string[])[]; objects: (readonly string[])[]} => {
  const inner = (Array.isArray(value) || isObject(value) ? Object.entries(value) : []).map(([step, child]) =>
    positions(child, [...pointer, step]),
  );
  return {
    pointers: [...(pointer.length > 0 ? [pointer] : []), ...inner.flatMap(({pointers}) => pointers)],
    objects: [...(isObject(value) ? [pointer] : []), ...inner.flatMap(({objects}) => objects)],
  };
};

const withoutValue = (body: Json, [step, ...rest]: readonly string[]): Json => {
  if (!isObject(body) || step === undefined) {
    return Array.isArray(body) ? [] : body;
  }
  return Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      name !== step ? [[name, value]] : rest.length > 0 ? [[name, withoutValue(value, rest)]] : [],
    ),
  );
};
