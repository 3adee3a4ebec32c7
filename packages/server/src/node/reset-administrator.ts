import type {Database} from '../db/database.ts';
import {idMaker} from '../ids.ts';
import {defaultHasher} from '../passwords/default-hasher.ts';
import {createPasswords} from '../passwords/passwords.ts';
import {type ResetAdministrator, resetFirstAdministrator} from '../tenants/reset-administrator.ts';

/**
 * Gives the first administrator a new temporary password, for who has lost the way in. The database is migrated already: call it after
 * `createTenantServer`. `undefined` where there is no active administrator.
 */
export const resetAdministrator = async (database: Database): Promise<ResetAdministrator | undefined> => {
  const now = (): Date => new Date();
  const random = (bytes: Uint8Array<ArrayBuffer>): Uint8Array => crypto.getRandomValues(bytes);
  return resetFirstAdministrator({
    database,
    now,
    newId: idMaker(now, random),
    // What the server makes itself is on no list.
    passwords: createPasswords({hasher: await defaultHasher(random), blocklist: new Set(), random}),
  });
};
