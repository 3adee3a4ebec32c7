import {Refusal} from '../refusal.ts';

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
