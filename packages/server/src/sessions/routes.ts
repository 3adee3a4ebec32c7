import type {Background} from '../background.ts';
import type {Dependencies} from '../dependencies.ts';
import type {Cookies} from '../http/cookies.ts';
import type {Endpoint} from '../http/route.ts';
import type {Outbox} from '../outbox/outbox.ts';
import {meEndpoints} from './me.routes.ts';
import {resetsEndpoints} from './resets.routes.ts';
import {sessionEndpoints} from './session.routes.ts';
import {signInEndpoint} from './sign-in.routes.ts';

/** Signing in and out, oneself, one's own password and sessions. */
export const sessionsEndpoints = (
  dependencies: Dependencies,
  cookies: Cookies,
  telling: {readonly outbox: Outbox; readonly background: Background},
): readonly Endpoint[] => [
  signInEndpoint(dependencies, cookies),
  ...sessionEndpoints(dependencies),
  ...meEndpoints(dependencies),
  ...resetsEndpoints(dependencies, telling),
];
