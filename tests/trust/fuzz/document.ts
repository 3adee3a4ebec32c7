import {isObject, type Schema, Schemas} from './schema.ts';

/** One operation as the OpenAPI document describes it. */
export interface Operation {
  readonly id: string;
  readonly method: string;
  /** From the API root, with braces. */
  readonly path: string;
  readonly isPublic: boolean;
  readonly parameters: readonly Parameter[];
  /** The schema of its body, and the types it may come as. */
  readonly body: {readonly schema: Schema; readonly types: readonly string[]} | undefined;
  readonly answers: ReadonlyMap<number, DocumentedAnswer>;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

export interface DocumentedAnswer {
  readonly type: string | undefined;
  readonly schema: Schema | undefined;
  /** With a refusal: its codes. */
  readonly codes: readonly string[];
}

/** The API as its own document tells it: the only thing that the fuzzer knows of it. */
export interface ApiDocument {
  /** The address of the API root, without a slash at the end. */
  readonly root: string;
  readonly cookieName: string;
  readonly operations: readonly Operation[];
  readonly schemas: Schemas;
  readonly problem: Schema;
}

type Raw = Readonly<Record<string, any>>;

export const readDocument = (raw: Raw): ApiDocument => ({
  root: raw.servers[0].url,
  cookieName: Object.values<Raw>(raw.components.securitySchemes).find((scheme) => scheme.in === 'cookie')?.name,
  operations: Object.entries<Raw>(raw.paths).flatMap(([path, methods]) =>
    Object.entries<Raw>(methods).map(([method, operation]) => operationOf(path, method.toUpperCase(), operation)),
  ),
  schemas: new Schemas(raw.components.schemas),
  problem: {$ref: '#/components/schemas/Problem'},
});

const operationOf = (path: string, method: string, raw: Raw): Operation => {
  const content: Raw = raw.requestBody?.content ?? {};
  const [first] = Object.values<Raw>(content);
  return {
    id: raw.operationId,
    method,
    path,
    isPublic: raw.security.length === 0,
    parameters: raw.parameters,
    body: first && {schema: first.schema, types: Object.keys(content)},
    answers: new Map(Object.entries<Raw>(raw.responses).map(([status, answer]) => [Number(status), answerOf(answer)])),
  };
};

const answerOf = ({description, content = {}}: Raw): DocumentedAnswer => {
  const [[type, {schema}] = [undefined, {schema: undefined}]] = Object.entries<Raw>(content);
  // Of a stream the schema is that of each event.
  return {type, schema: type === 'text/event-stream' ? undefined : schema, codes: String(description).split(', ')};
};

/** What an address is for: an operation, a documented path that does not know the method, or nothing. */
export const addressed = ({operations, root}: ApiDocument, method: string, url: URL): Operation | 'other method' | undefined => {
  const path = url.href.startsWith(`${root}/`) ? url.pathname.slice(new URL(root).pathname.length) : undefined;
  const fitting = path === undefined ? [] : operations.filter((operation) => fits(operation.path, path));
  // A path without braces is meant before one with them.
  const [best] = fitting.toSorted((one, other) => one.path.split('{').length - other.path.split('{').length);
  const asked = method === 'HEAD' ? 'GET' : method;
  return best && (fitting.find((operation) => operation.path === best.path && operation.method === asked) ?? 'other method');
};

const fits = (template: string, path: string): boolean => {
  const [wanted, given] = [template.split('/'), path.split('/')];
  return (
    wanted.length === given.length && wanted.every((step, index) => (step.startsWith('{') ? given[index] !== '' : step === given[index]))
  );
};

/** The answer to a success, the one that is no refusal. */
export const successOf = ({answers}: Operation): number => [...answers.keys()].find((status) => status < 300) ?? 200;

/** A value in a body by its JSON Pointer, `undefined` where there is none. */
export const at = (value: unknown, pointer: readonly string[]): unknown =>
  pointer.reduce<unknown>(
    (inner, step) => (Array.isArray(inner) ? inner[Number(step)] : isObject(inner) && Object.hasOwn(inner, step) ? inner[step] : undefined),
    value,
  );
