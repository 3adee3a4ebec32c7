import {Refusal} from '../refusal.ts';

/**
 * The origins that may call with a cookie, compared as they are: the public one, and those that the host lists.
 *
 * @throws {Error} For what is no origin, such as `null`, which any sandboxed page has, or a pattern, which would match nothing.
 */
export const originsOf = (publicUrl: URL, listed: readonly string[]): ReadonlySet<string> => {
  for (const origin of listed) {
    if (URL.parse(origin)?.origin !== origin || origin.includes('*')) {
      throw new Error(`origins must list origins such as https://portal.example: ${origin} is none`);
    }
  }
  return new Set([publicUrl.origin, ...listed]);
};

/** Refuses a change that another site may have caused (A3): the header forces a preflight, the origin says who asks. */
export const checkOrigin = (request: Request, origins: ReadonlySet<string>): void => {
  const {headers} = request;
  if (headers.has('authorization')) {
    return;
  }
  const origin = headers.get('origin');
  const isKnown = (origin !== null && origins.has(origin)) || headers.get('sec-fetch-site') === 'same-origin';
  if (headers.get('x-requested-with') !== 'tenantry' || !isKnown) {
    throw new Refusal('csrf', 'A change by cookie needs X-Requested-With and an allowed origin');
  }
};
