import * as contract from '@tenantry/sdk/contract';
import * as z from 'zod/mini';
import {listParameters, wordsParameters} from './openapi-parameters.ts';
import {refusalsByStatus} from './refusals.ts';
import {type Endpoint, isKeyed, permissionsOf, type Route} from './route.ts';

type Json = Readonly<Record<string, unknown>>;

/** Describes the API as OpenAPI 3.1, from the routes and the schemas of the contract alone. */
export const openApiOf = (
  endpoints: readonly Endpoint[],
  {publicUrl, cookieName}: {readonly publicUrl: URL; readonly cookieName: string},
): Json => {
  const routes = endpoints.map(({route}) => route);
  const schemas = new Schemas(routes);
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of routes) {
    paths[route.path] = {...paths[route.path], [route.method]: operation(route, schemas)};
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Tenantry',
      version: '1',
      description: 'The users of a tenant: who they are, what they may do, and how they sign in.',
      license: {name: 'MIT', identifier: 'MIT'},
    },
    servers: [{url: publicUrl.href.replace(/\/$/, '')}],
    tags: [...new Set(routes.map(tag))].map((name) => ({name})),
    paths,
    components: {
      schemas: schemas.components,
      securitySchemes: {
        bearer: {type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A token of an issuer that the installation trusts.'},
        cookie: {type: 'apiKey', in: 'cookie', name: cookieName, description: 'The session of a browser, set by session.signIn.'},
      },
      headers: {
        'X-Request-Id': {description: 'Names the request in logs and in the audit trail.', schema: {type: 'string'}},
        'Retry-After': {description: 'Seconds to wait.', schema: {type: 'integer'}},
        'Idempotency-Replayed': {
          description: 'That this is the answer to an earlier request with the same Idempotency-Key.',
          schema: {type: 'string', enum: ['true']},
        },
        'RateLimit-Policy': {description: 'The budgets that the call was paid from: `"default";q=600;w=60`.', schema: {type: 'string'}},
        RateLimit: {description: 'What is left of them, and in how many seconds they are whole again.', schema: {type: 'string'}},
      },
    },
  };
};

/** The named schemas of the contract: bodies as one sends them, answers as one gets them. */
class Schemas {
  readonly components: Json;
  readonly #names: ReadonlyMap<unknown, string>;

  constructor(routes: readonly Route[]) {
    this.#names = new Map(Object.entries(contract).flatMap(([name, value]) => (isSchema(value) ? [[value, name] as const] : [])));
    const bodies = new Set(routes.flatMap(({body}) => (body ? [body] : [])));
    const named = [...this.#names].filter((entry): entry is [z.ZodMiniType, string] => isSchema(entry[0]));
    const requests = named.filter(([schema]) => bodies.has(schema) || schema === contract.NewCredential);
    const answers = named.filter(([schema]) => !requests.some(([request]) => request === schema));
    this.components = {...describe(requests, 'input'), ...describe(answers, 'output')};
  }

  reference(schema: z.ZodMiniType): Json {
    const name = this.#names.get(schema);
    if (name === undefined) {
      throw new Error('A route uses a schema that the contract does not export');
    }
    return {$ref: `#/components/schemas/${name}`};
  }
}

const isSchema = (value: unknown): value is z.ZodMiniType => typeof value === 'object' && value !== null && '_zod' in value;

const describe = (schemas: readonly (readonly [z.ZodMiniType, string])[], io: 'input' | 'output'): Json => {
  const registry = z.registry<{id?: string}>();
  for (const [schema, id] of schemas) {
    registry.add(schema, {id});
  }
  const described = z.toJSONSchema(registry, {
    io,
    target: 'draft-2020-12',
    uri: (id) => `#/components/schemas/${id}`,
    override: ({zodSchema, jsonSchema}) => {
      if (zodSchema === contract.Integer) {
        jsonSchema.type = 'integer';
      }
      // Answers gain members over time, and clients ignore what they do not know (W7, W17).
      if (io === 'output' && jsonSchema.additionalProperties === false) {
        delete jsonSchema.additionalProperties;
      }
    },
  });
  return Object.fromEntries(Object.entries(described.schemas).map(([name, schema]) => [name, plain(schema)]));
};

/** Without what belongs to a document of its own. */
const plain = ({$id: _id, $schema: _schema, id: _name, ...schema}: Json): Json => schema;

const operation = (route: Route, schemas: Schemas): Json => ({
  operationId: route.operationId,
  summary: route.summary,
  tags: [tag(route)],
  security: route.access === 'public' ? [] : [{bearer: []}, {cookie: []}],
  ...needs(route.access),
  parameters: parameters(route),
  ...(route.body && {requestBody: {required: true, content: content(route, schemas.reference(route.body))}}),
  responses: responses(route, schemas),
});

const tag = ({operationId}: Route): string => operationId.split('.')[0] ?? operationId;

const needs = (access: Route['access']): Json => {
  if (typeof access === 'string') {
    return permissionsOf(access).length > 0 ? {description: `Needs the permission \`${access}\`.`} : {};
  }
  if (access.anyOf) {
    return {description: `Needs one of the permissions ${access.anyOf.map((permission) => `\`${permission}\``).join(', ')}.`};
  }
  const members = Map.groupBy(Object.keys(access.byMember), (member) => access.byMember[member]);
  const each = [...members].map(([permission, names]) => `\`${permission}\` for ${names.map((name) => `\`${name}\``).join(', ')}`);
  return {description: `Needs the permission ${each.join('; ')}.`};
};

const content = ({method}: Route, schema: Json): Json => ({
  'application/json': {schema},
  ...(method === 'patch' && {'application/merge-patch+json': {schema}}),
});

const parameters = (route: Route): Json[] => [
  ...[...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    description: name === 'tenantId' ? 'The tenant’s id, or `self` for the tenant of the credential.' : 'The id.',
    schema: {type: 'string', maxLength: 40},
  })),
  ...(route.list ? listParameters(route.list) : []),
  ...wordsParameters('include', route.include ?? [], 'What to add.'),
  ...Object.entries(route.choices ?? {}).flatMap(([name, words]) =>
    wordsParameters(name, words, 'Which. All of them, where it is left out.'),
  ),
  ...(route.parameters ?? []).map((name) => ({name, in: 'query', required: true, schema: {type: 'string'}})),
  ...(route.answer.isStream ? [lastEventId] : []),
  ...(route.versioned ? preconditions(route) : []),
  ...(isKeyed(route) ? [idempotencyKey] : []),
  ...(route.method === 'get'
    ? []
    : [header('X-Requested-With', false, 'Must be `tenantry` where the credential is a cookie or there is none.')]),
];

const preconditions = ({method, versioned}: Route): Json[] => {
  const isPut = method === 'put';
  return [
    header('If-Match', versioned === true && !isPut, 'The version that the change is meant for, quoted, or `*`.'),
    ...(isPut ? [header('If-None-Match', false, '`*`, in place of `If-Match`, where there is nothing yet.')] : []),
  ];
};

const header = (name: string, required: boolean, description: string): Json => ({
  name,
  in: 'header',
  required,
  description,
  schema: {type: 'string', maxLength: 40},
});

const idempotencyKey: Json = {
  ...header('Idempotency-Key', false, 'Names the change: within a day the same request under the same key has no second effect.'),
  schema: {type: 'string', maxLength: 66, pattern: '^("?)[A-Za-z0-9_-]{1,64}\\1$'},
};

const lastEventId = header('Last-Event-ID', false, 'The last event that was received: the stream goes on behind it, within a day.');

const responses = (route: Route, schemas: Schemas): Json => {
  const {status, description, schema, isStream = false} = route.answer;
  const refused = [...refusalsByStatus(route)].map(([code, reasons]) => [
    String(code),
    {
      description: reasons.join(', '),
      headers: {
        ...onEveryAnswer,
        ...((code === 429 || code === 503 || reasons.includes('idempotency-in-progress')) && {
          'Retry-After': headerReference('Retry-After'),
        }),
      },
      content: {'application/problem+json': {schema: schemas.reference(contract.Problem)}},
    },
  ]);
  return {
    [status]: {
      description,
      headers: {...onEveryAnswer, ...(isKeyed(route) && {'Idempotency-Replayed': headerReference('Idempotency-Replayed')})},
      ...(schema && {content: {[isStream ? 'text/event-stream' : 'application/json']: {schema: schemas.reference(schema)}}}),
    },
    ...Object.fromEntries(refused),
  };
};

const headerReference = (name: string): Json => ({$ref: `#/components/headers/${name}`});

const onEveryAnswer: Json = Object.fromEntries(
  ['X-Request-Id', 'RateLimit-Policy', 'RateLimit'].map((name) => [name, headerReference(name)]),
);
