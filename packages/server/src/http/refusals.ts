import {ERROR_CODES, type ErrorCode} from '@tenantry/sdk/contract';
import {isKeyed, type Route} from './route.ts';

/** Every code with which a route may refuse: its own, and those that each route of its kind may answer with. */
export const refusalsOf = (route: Route): ReadonlySet<ErrorCode> => {
  const {access, body, list, versioned, method, path, refusals} = route;
  const isScoped = path.includes('{tenantId}');
  return new Set<ErrorCode>([
    'malformed-request',
    'request-timeout',
    'headers-too-large',
    'invalid-query',
    ...(list ? (['invalid-cursor'] as const) : []),
    ...(list?.exactCountNeeds ? (['permission-denied'] as const) : []),
    ...(body ? (['unsupported-media-type', 'validation-failed'] as const) : []),
    ...(method === 'get' ? [] : (['malformed-body', 'too-large'] as const)),
    ...(access === 'public' ? [] : (['unauthenticated', 'invalid-token', 'session-ended', 'not-a-member', 'tenant-suspended'] as const)),
    ...(access === 'public' || access === 'session' ? [] : (['password-change-required'] as const)),
    ...(access === 'public' || access === 'session' || access === 'full' ? [] : (['permission-denied'] as const)),
    ...(method === 'get' ? [] : (['csrf'] as const)),
    ...(isScoped || path.includes('{id}') ? (['not-found'] as const) : []),
    ...(isKeyed(route) ? (['invalid-precondition', 'idempotency-in-progress', 'idempotency-key-reused'] as const) : []),
    ...(versioned ? (['invalid-precondition', 'precondition-failed'] as const) : []),
    ...(versioned === true ? (['precondition-required'] as const) : []),
    ...refusals,
    'rate-limited',
    'internal-error',
    'temporarily-unavailable',
  ]);
};

/** The same codes by the status under which they travel, in the order of the statuses. */
export const refusalsByStatus = (route: Route): ReadonlyMap<number, readonly ErrorCode[]> => {
  const byStatus = Map.groupBy(refusalsOf(route), (code) => ERROR_CODES[code] as number);
  return new Map([...byStatus].toSorted(([one], [other]) => one - other));
};
