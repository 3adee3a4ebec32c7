import type {Dependencies} from '../dependencies.ts';
import type {Effect} from '../http/route.ts';
import type {OutboxHandler} from '../outbox/outbox.ts';
import type {UserChange} from './provider.ts';

/** The kind of the outbox's entries that tell a provider what has become of a user. */
export const USER_CHANGED = 'provider.userChanged';

/** Tells every provider that wants to know what has become of a user, each for itself: one that is down keeps no other waiting (L9). */
export const tellProviders = async (
  {enqueue}: Pick<Effect, 'enqueue'>,
  {resources}: Pick<Dependencies, 'resources'>,
  change: UserChange,
): Promise<void> => {
  for (const {name, userChanged} of resources) {
    if (userChanged) {
      const {userId} = change;
      await enqueue({kind: USER_CHANGED, subject: userId, lane: `${name} ${userId}`, payload: {provider: name, ...change}});
    }
  }
};

/** Tells a provider. One that is gone since has nothing to hear. */
export const userChangeHandler =
  ({resources}: Pick<Dependencies, 'resources'>): OutboxHandler =>
  async ({payload}) => {
    const {provider: name, ...change} = payload as unknown as UserChange & {readonly provider: string};
    await resources.find((provider) => provider.name === name)?.userChanged?.(change);
  };
