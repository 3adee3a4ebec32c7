import {isProblem, type TenantClient, type TenantryError, type UpdateUser, type User} from '@tenantry/sdk';
import type {Attempt} from '../../foundation/attempt.ts';
import {failureOf} from '../../foundation/failure.ts';

/** What came of a change: the user that was saved, or the one that somebody else has saved in the meantime. */
export type Saving = {readonly saved: User} | {readonly current: User};

/**
 * Changes a user, if it still is what the change was made from. Else it is asked for anew, and so read by its schema.
 *
 * @returns What it failed of, where it did; `undefined` when it was given up.
 */
export const save = (
  attempt: Attempt,
  client: TenantClient,
  {id, version}: User,
  patch: UpdateUser,
): Promise<Saving | TenantryError | undefined> =>
  attempt.send<Saving | TenantryError | undefined>([id, version, patch], async (options) => {
    try {
      return {saved: await client.users.update(id, patch, {version, ...options})};
    } catch (error) {
      if (!isProblem(error, 'precondition-failed')) {
        throw error;
      }
      // Nothing was saved, whatever comes of this.
      return client.users.get(id, {signal: options.signal}).then((current) => ({current}), failureOf);
    }
  });
