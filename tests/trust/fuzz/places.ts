import {type Draft, inUrl} from './attempt.ts';
import type {ApiDocument, Operation} from './document.ts';
import type {Random} from './random.ts';
import {isObject, type Json} from './schema.ts';

/** Somewhere in a request where a text can stand. */
export interface Place {
  readonly name: string;
  /** The body in which it is, where it is in one. */
  readonly body?: Json;
  put(draft: Draft, text: string, random: Random): void;
}

/** A change that needs to be by a browser to be about the place at all. */
export const isOfBrowsers = (place: Place): boolean => /^header (?:Cookie|Origin|X-Requested-With|Sec-Fetch-Site)$/.test(place.name);

/** What every request may carry, and nothing reads, or reads without minding: these ride along with every attempt. */
export const RIDERS = [
  'X-Request-Id',
  'User-Agent',
  'Accept',
  'Accept-Language',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-HTTP-Method-Override',
  'If-None-Match',
  'Last-Event-ID',
  'Range',
  'Referer',
  'Traceparent',
] as const;

/** Every place of an operation: its parameters, the headers that are the same for all, its body at each depth. */
export const placesOf = (document: ApiDocument, operation: Operation, bodies: readonly Json[]): readonly Place[] => {
  const documented = operation.parameters.map(({name, in: where}): Place => {
    switch (where) {
      case 'path':
        return {name: `path ${name}`, put: (draft, text, random) => void draft.steps.set(name, inUrl(text, random))};
      case 'query':
        return {name: `query ${name}`, put: (draft, text, random) => setQuery(draft, name, inUrl(text, random))};
      case 'header':
        return header(name);
    }
  });
  const isWrite = operation.method !== 'GET';
  return [
    ...documented,
    {name: 'query, a name', put: (draft, text, random) => void draft.query.push([inUrl(text, random), '1'])},
    {
      name: 'header Authorization',
      put: (draft, text, random) => void draft.headers.set('Authorization', random.of(['', 'Bearer ', 'Bearer ', 'Basic ']) + text),
    },
    {
      name: 'header Cookie',
      put: (draft, text, random) =>
        void draft.headers.set('Cookie', random.of(['', `${document.cookieName}=`, `${document.cookieName}=`]) + text),
    },
    ...(isWrite ? [header('Origin'), header('Sec-Fetch-Site'), header('Idempotency-Key')] : []),
    ...(operation.body ? [header('Content-Type'), header('Content-Encoding'), header('Content-Length')] : []),
    ...unique(bodies.flatMap((body) => bodyPlaces(body, body, []))),
  ];
};

const header = (name: string): Place => ({name: `header ${name}`, put: (draft, text) => void draft.headers.set(name, text)});

const setQuery = (draft: Draft, name: string, value: string): void => {
  draft.query = [...draft.query.filter(([given]) => given !== name), [name, value]];
};

/** The places of one body: each value that is no container, and in each object the name of one more member. */
const bodyPlaces = (body: Json, value: Json, pointer: readonly string[]): readonly Place[] => {
  const name = ['#', ...pointer].join('/');
  if (Array.isArray(value)) {
    return value.flatMap((item: Json, index) => bodyPlaces(body, item, [...pointer, String(index)]));
  }
  if (!isObject(value)) {
    return [{name: `body ${name}`, body, put: (draft, text) => void (draft.json = withValue(draft.json ?? body, pointer, text))}];
  }
  return [
    ...Object.entries(value).flatMap(([member, inner]) => bodyPlaces(body, inner, [...pointer, member])),
    {name: `body ${name}, a name`, body, put: (draft, text) => void (draft.json = withValue(draft.json ?? body, [...pointer, text], 'x'))},
  ];
};

/** The body with another value at a place. A member that is named like one of an object's own hands is one like any other. */
export const withValue = (body: Json, [step, ...rest]: readonly string[], value: Json): Json => {
  if (step === undefined) {
    return value;
  }
  if (Array.isArray(body)) {
    return body.map((item: Json, index) => (String(index) === step ? withValue(item, rest, value) : item));
  }
  const members: (readonly [string, Json])[] = isObject(body) ? Object.entries(body) : [];
  const inner = members.find(([name]) => name === step)?.[1] ?? null;
  return Object.fromEntries([...members.filter(([name]) => name !== step), [step, withValue(inner, rest, value)]]);
};

const unique = (places: readonly Place[]): readonly Place[] =>
  [...new Map(places.toReversed().map((place) => [place.name, place])).values()].toReversed();
