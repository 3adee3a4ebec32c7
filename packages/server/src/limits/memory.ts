import type {Policy} from './policies.ts';
import type {Budget, RateLimiter} from './rate-limiter.ts';

interface Window {
  taken: number;
  readonly endsAt: number;
}

/** How many keys are remembered under one policy. What goes beyond forgets the oldest, which errs on the caller's side. */
const MOST_KEYS = 100_000;

/**
 * Counts in the memory of this process: under each policy, a key has windows of time that begin with its first take, one after another.
 */
export const memoryRateLimiter = (now: () => Date, mostKeys = MOST_KEYS): RateLimiter => {
  // Windows of one policy are equally long, so each map has those that end first at its front.
  const windows = new Map<Policy, Map<string, Window>>();

  const windowOf = (key: string, policy: Policy, at: number): Window => {
    const ofPolicy = windows.get(policy) ?? new Map<string, Window>();
    windows.set(policy, ofPolicy);
    const found = ofPolicy.get(key);
    if (found && found.endsAt > at) {
      return found;
    }
    ofPolicy.delete(key);
    for (const [oldest, {endsAt}] of ofPolicy) {
      if (endsAt > at && ofPolicy.size < mostKeys) {
        break;
      }
      ofPolicy.delete(oldest);
    }
    const begun = {taken: 0, endsAt: at + policy.windowSeconds * 1000};
    ofPolicy.set(key, begun);
    return begun;
  };

  return {
    take: (key, policies) => {
      const at = now().getTime();
      const asked = policies.map((policy) => ({policy, window: windowOf(key, policy, at)}));
      const isGranted = asked.every(({policy, window}) => window.taken < policy.quota);
      return asked.map(({policy, window}) => {
        const isUsedUp = window.taken >= policy.quota;
        window.taken += isGranted ? 1 : 0;
        return budgetOf(policy, window, at, isUsedUp);
      });
    },
    giveBack: (key, policy) => {
      const at = now().getTime();
      const window = windowOf(key, policy, at);
      window.taken = Math.max(0, window.taken - 1);
      return budgetOf(policy, window, at, false);
    },
  };
};

const budgetOf = (policy: Policy, {taken, endsAt}: Window, at: number, isUsedUp: boolean): Budget => {
  const resetSeconds = Math.ceil((endsAt - at) / 1000);
  return {policy, left: policy.quota - taken, resetSeconds, retryAfterSeconds: isUsedUp ? resetSeconds : undefined};
};
