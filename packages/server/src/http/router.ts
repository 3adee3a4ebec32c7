import {Hono} from 'hono';
import {Spending} from '../limits/spending.ts';
import {notFound, Refusal} from '../refusal.ts';
import {finish, givenRequestId, preflight} from './headers.ts';
import type {Pipeline} from './pipeline.ts';
import type {Problems} from './problem.ts';
import type {Endpoint} from './route.ts';

/** An address outside `/v1`, or the description of `/v1` itself: it needs no credential and has no schema. */
export interface Page {
  readonly path: string;
  /** @param code The value of `{code}` in the path, or `''`. */
  answer(code: string): Promise<Response> | Response;
}

export interface RouterParts {
  /** The path of the public URL, `''` or `/api`. */
  readonly prefix: string;
  readonly endpoints: readonly Endpoint[];
  readonly pages: readonly Page[];
  readonly pipeline: Pipeline;
  readonly problems: Problems;
  readonly origins: ReadonlySet<string>;
  readonly newRequestId: () => string;
}

interface Environment {
  readonly Bindings: {readonly requestId: string; readonly spending: Spending};
}

/** Finds the endpoint of a request; what has none is told which methods there are, or nothing (E38). */
export const routerOf = ({prefix, endpoints, pages, pipeline, problems, origins, newRequestId}: RouterParts) => {
  const app = new Hono<Environment>();
  for (const endpoint of endpoints) {
    app.on(endpoint.route.method.toUpperCase(), prefix + toHono(endpoint.route.path), (context) =>
      pipeline(endpoint, {...context.env, request: context.req.raw, path: context.req.param()}),
    );
  }
  for (const {path, answer} of pages) {
    app.get(prefix + toHono(path), (context) => answer(context.req.param('code') ?? ''));
  }
  for (const [path, methods] of methodsByPath(endpoints, pages)) {
    const allow = [...methods, ...(methods.has('GET') ? ['HEAD'] : []), 'OPTIONS'].join(', ');
    app.options(prefix + path, (context) => preflight(context.req.raw, allow, origins));
    app.all(prefix + path, () => {
      throw new Refusal('method-not-allowed', 'This address does not know the method', {headers: {Allow: allow}});
    });
  }
  app.notFound(() => {
    throw notFound();
  });
  app.onError((error, context) => problems.answer(error, context.env.requestId));

  return async (request: Request): Promise<Response> => {
    const requestId = givenRequestId(request.headers) ?? newRequestId();
    const spending = new Spending();
    const answer = await app.fetch(request, {requestId, spending});
    spending.writeTo(answer.headers);
    return finish(answer, request, requestId, origins);
  };
};

/** `/users/{id}` as Hono writes it: `/users/:id`. */
const toHono = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ':$1');

const methodsByPath = (endpoints: readonly Endpoint[], pages: readonly Page[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const methods = new Map<string, Set<string>>();
  const add = (path: string, method: string): void => {
    const known = methods.get(toHono(path)) ?? new Set();
    methods.set(toHono(path), known.add(method));
  };
  for (const {route} of endpoints) {
    add(route.path, route.method.toUpperCase());
  }
  for (const {path} of pages) {
    add(path, 'GET');
  }
  return methods;
};
