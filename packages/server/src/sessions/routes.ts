import type {Dependencies} from '../dependencies.ts';
import type {SessionCookie} from '../http/cookies.ts';
import type {Endpoint} from '../http/route.ts';
import {meEndpoints} from './me.routes.ts';
import {sessionEndpoints} from './session.routes.ts';
import {signInEndpoint} from './sign-in.routes.ts';

/** Signing in and out, oneself, one's own password and sessions. */
export const sessionsEndpoints = (dependencies: Dependencies, cookie: SessionCookie): readonly Endpoint[] => [
  signInEndpoint(dependencies, cookie),
  ...sessionEndpoints(dependencies),
  ...meEndpoints(dependencies),
];
