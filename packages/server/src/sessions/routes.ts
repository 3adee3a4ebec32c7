import type {Dependencies} from '../dependencies.ts';
import type {Cookies} from '../http/cookies.ts';
import type {Endpoint} from '../http/route.ts';
import {meEndpoints} from './me.routes.ts';
import {sessionEndpoints} from './session.routes.ts';
import {signInEndpoint} from './sign-in.routes.ts';

/** Signing in and out, oneself, one's own password and sessions. */
export const sessionsEndpoints = (dependencies: Dependencies, cookies: Cookies): readonly Endpoint[] => [
  signInEndpoint(dependencies, cookies),
  ...sessionEndpoints(dependencies),
  ...meEndpoints(dependencies),
];
