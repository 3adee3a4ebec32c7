import type {Database} from '../db/database.ts';
import {migrations} from '../db/migrations/index.ts';
import {notFound, Refusal} from '../refusal.ts';
import {problemPage} from './problem.ts';
import type {Page} from './router.ts';

export interface PagesParts {
  readonly database: Database;
  readonly isDraining: () => boolean;
  /** Makes the OpenAPI document. */
  readonly describe: () => unknown;
}

/** What needs no credential: whether the process and its database answer, what a problem's code means, what the API is. */
export const pagesOf = ({database, isDraining, describe}: PagesParts): Page[] => {
  let description: string | undefined;
  return [
    {path: '/healthz', answer: () => Response.json({status: 'ok'})},
    {
      path: '/readyz',
      answer: async () => {
        if (isDraining()) {
          throw new Refusal('temporarily-unavailable', 'The server is about to stop');
        }
        try {
          await database.lookup((lookup) => lookup.selectFrom('tenants').select('id').limit(1).execute());
        } catch (cause) {
          throw new Refusal('temporarily-unavailable', 'The database does not answer', {cause});
        }
        return Response.json({status: 'ok', migration: migrations.at(-1)?.number ?? 0});
      },
    },
    {
      path: '/problems/{code}',
      answer: (code) => {
        const page = problemPage(code);
        if (page === undefined) {
          throw notFound();
        }
        return new Response(page, {headers: {'Content-Type': 'text/html; charset=utf-8'}});
      },
    },
    {
      path: '/v1/openapi.json',
      answer: () => {
        description ??= JSON.stringify(describe());
        return new Response(description, {headers: {'Content-Type': 'application/json'}});
      },
    },
  ];
};
