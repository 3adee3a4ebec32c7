import type {Admitted, Credential} from '../http/authentication.ts';
import type {Route} from '../http/route.ts';
import type {Policies, Policy, PolicyName} from './policies.ts';
import type {RateLimiter} from './rate-limiter.ts';
import type {Spending} from './spending.ts';

/** Makes a request pay for the kind of its route, once it is known who sends it. */
export type PrincipalBudgets = (
  spending: Spending,
  credential: Credential,
  admitted: Admitted | undefined,
  route: Pick<Route, 'method' | 'makesSecret'>,
) => void;

/** The budgets that each principal has: one for all calls, one more for changes, one more for what makes a secret (W15). */
export const principalBudgets = ({
  policies,
  rateLimiter,
}: {
  readonly policies: Policies;
  readonly rateLimiter: RateLimiter;
}): PrincipalBudgets => {
  const named = (...names: readonly PolicyName[]): readonly Policy[] =>
    names.flatMap((name) => {
      const policy = policies.get(name);
      return policy ? [policy] : [];
    });
  const ofReads = named('default');
  const ofWrites = named('default', 'write');
  const ofSecrets = named('default', 'write', 'secret');
  return (spending, credential, admitted, {method, makesSecret = false}) =>
    spending.pay(rateLimiter, keyOf(credential, admitted), method === 'get' ? ofReads : makesSecret ? ofSecrets : ofWrites);
};

/** Whose budget it is. An operator has one in all tenants, those included that are not there. */
export const keyOf = (credential: Credential, admitted: Admitted | undefined): string =>
  credential.kind === 'operator' ? `operator:${credential.subject}` : (admitted?.principal.id ?? '');
