import {notFound} from '../refusal.ts';
import {problemPage} from './problem.ts';
import type {Page} from './router.ts';

/** Whether the process answers, and what a code of a problem means. */
export const pagesOf = (ready: () => Promise<Readonly<Record<string, unknown>>>): Page[] => [
  {path: '/healthz', answer: () => Response.json({status: 'ok'})},
  {path: '/readyz', answer: async () => Response.json({status: 'ok', ...(await ready())})},
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
];
