import {createTenantServer, type TenantServer} from '../../../packages/server/src/app.ts';
import type {Database} from '../../../packages/server/src/db/database.ts';
import type {TenantServerOptions} from '../../../packages/server/src/options.ts';
import type {PasswordHasher} from '../../../packages/server/src/passwords/hasher.ts';
import {startTestDatabase, type TestDatabase} from '../../../packages/server/src/testing/database.ts';
import type {Engine} from '../../../packages/server/src/testing/engines.ts';
import {TEST_PASSWORD, type TestTenant} from '../../../packages/server/src/testing/tenants.ts';

/** What somebody types who wants in. */
export interface Typed {
  readonly tenant: string;
  readonly username: string;
  readonly password: string;
}

/** A server, and every kind of person that may stand at its door. */
export interface Doors {
  readonly parts: TestDatabase;
  readonly server: TenantServer;
  readonly tenant: TestTenant;
  /** What may be typed that is wrong, by what is wrong with it. */
  readonly wrong: Readonly<Record<WrongCase, Typed>>;
  /** What may be typed with the right password, by what comes of it. */
  readonly right: Readonly<Record<RightCase, Typed>>;
  signIn(typed: Typed, headers?: Readonly<Record<string, string>>): Promise<Response>;
  close(): Promise<void>;
}

type WrongCase = 'unknown tenant' | 'unknown user' | 'wrong password' | 'deactivated' | 'expired' | 'no password' | 'suspended tenant';
type RightCase = 'signed in' | 'deactivated' | 'expired' | 'suspended tenant';

const PUBLIC_URL = 'https://portal.example';

/** @param watch Stands between server and database. */
export const openDoors = async (
  engine: Engine,
  hasher: PasswordHasher,
  {watch = (database) => database, ...options}: Partial<TenantServerOptions> & {readonly watch?: (database: Database) => Database} = {},
): Promise<Doors> => {
  const parts = await startTestDatabase(engine);
  const server = await createTenantServer({
    publicUrl: PUBLIC_URL,
    clock: parts.clock.now,
    passwordHasher: hasher,
    bearer: {issuers: [parts.issuer.options]},
    database: watch(parts.database),
    ...options,
  });
  const [tenant, suspended] = [await parts.freshTenant(), await parts.freshTenant()];
  const users = {
    known: tenant.administrator,
    deactivated: await tenant.addUser({deactivated: {at: parts.clock.now(), reason: null}}),
    expired: await tenant.addUser(),
    external: await tenant.addUser(),
  };
  const hash = await hasher.hash(TEST_PASSWORD);
  await parts.database.asOwner(async (owner) => {
    await owner.updateTable('tenants').set({status: 'suspended'}).where('id', '=', suspended.id).execute();
    await owner.updateTable('credentials').set({hash}).execute();
    const ofUser = (id: string) => owner.updateTable('credentials').where('user_id', '=', id);
    await ofUser(users.expired.id).set({temporary: true, expires_at: parts.clock.now()}).execute();
    await owner.deleteFrom('credentials').where('user_id', '=', users.external.id).execute();
  });
  const typed = ({username}: {readonly username: string}, password: string, of = tenant): Typed => ({tenant: of.slug, username, password});
  const WRONG = 'not the password 17';
  return {
    parts,
    server,
    tenant,
    wrong: {
      'unknown tenant': {...typed(users.known, TEST_PASSWORD), tenant: 'no-such-tenant'},
      'unknown user': typed({username: 'no.such.user'}, TEST_PASSWORD),
      'wrong password': typed(users.known, WRONG),
      deactivated: typed(users.deactivated, WRONG),
      expired: typed(users.expired, WRONG),
      'no password': typed(users.external, WRONG),
      'suspended tenant': typed(suspended.administrator, WRONG, suspended),
    },
    right: {
      'signed in': typed(users.known, TEST_PASSWORD),
      deactivated: typed(users.deactivated, TEST_PASSWORD),
      expired: typed(users.expired, TEST_PASSWORD),
      'suspended tenant': typed(suspended.administrator, TEST_PASSWORD, suspended),
    },
    signIn: (body, headers = {}) =>
      server.fetch(
        new Request(`${PUBLIC_URL}/v1/session`, {
          method: 'POST',
          headers: {'Content-Type': 'application/json', 'X-Requested-With': 'tenantry', Origin: PUBLIC_URL, ...headers},
          body: JSON.stringify(body),
        }),
      ),
    close: server.close,
  };
};
