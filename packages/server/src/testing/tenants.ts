import {PERMISSIONS} from '@tenantry/sdk/contract';
import type {JWTPayload} from 'jose';
import type {Database} from '../db/database.ts';
import type {Dependencies} from '../dependencies.ts';
import type {Principal} from '../http/principal.ts';
import type {PasswordHasher} from '../passwords/hasher.ts';
import {type BroughtUser, insertUsers} from '../tenants/insert-users.ts';
import {createTenant} from '../tenants/queries.ts';
import {defaultSettings} from '../tenants/settings.ts';
import type {TestIssuer} from './issuer.ts';

/** A user as a test knows it. */
export interface TestUser {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly password: string;
  /** A bearer token of theirs. `claims` replace its own. */
  token(claims?: JWTPayload): Promise<string>;
}

/** A tenant of one test's own. */
export interface TestTenant {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  /** `/v1/tenants/ten_…` */
  readonly path: string;
  /** The ids of the built-in roles, by key. */
  readonly roleIds: Readonly<Record<string, string>>;
  readonly administrator: TestUser;
  /** Brings in a user with a password, without asking the API. */
  addUser(options?: TestUserOptions): Promise<TestUser>;
}

export interface TestUserOptions
  extends Partial<Pick<BroughtUser, 'username' | 'email' | 'firstName' | 'lastName' | 'lastSignInAt' | 'deactivated'>> {
  /** The key of a built-in role. Default: `tenant-user`. */
  readonly role?: string;
  readonly createdAt?: Date;
}

interface Means extends Pick<Dependencies, 'database' | 'now' | 'newId'> {
  readonly database: Database;
  readonly hasher: PasswordHasher;
  readonly issuer: TestIssuer;
}

export const TEST_PASSWORD = 'quiet harbour lantern 42';

/** Makes a tenant with the built-in roles and an administrator, all with `TEST_PASSWORD`. */
export const createTestTenant = async (means: Means): Promise<TestTenant> => {
  const {database, now, newId, hasher, issuer} = means;
  const passwordHash = await hasher.hash(TEST_PASSWORD);
  const slug = `t-${newId('ten').slice(-20)}`;
  const name = 'Aurora Research';
  const person = {username: 'tenant.admin', email: 'tenant.admin@aurora.example', firstName: 'Ada', lastName: 'Admin'};
  const {tenantId, administratorId, roleIds} = await database.asOwner((owner) =>
    owner.transaction().execute((transaction) =>
      createTenant(
        transaction,
        {
          slug,
          name,
          settings: defaultSettings('https://portal.example/'),
          issuers: [{issuer: issuer.options.issuer, claim: slug}],
          administrator: {...person, passwordHash},
        },
        means,
      ),
    ),
  );
  const userOf = async (id: string, known: typeof person): Promise<TestUser> => {
    await database.inTenant(tenantId, (transaction) =>
      transaction
        .insertInto('external_ids')
        .values({tenant_id: tenantId, user_id: id, issuer: issuer.options.issuer, subject: id})
        .execute(),
    );
    return {
      ...known,
      id,
      password: TEST_PASSWORD,
      token: (claims) => issuer.sign({sub: id, [issuer.options.tenantClaim ?? 'tenant']: slug, ...claims}),
    };
  };
  let added = 0;
  return {
    id: tenantId,
    slug,
    name,
    path: `/v1/tenants/${tenantId}`,
    roleIds,
    administrator: await userOf(administratorId, person),
    addUser: async ({role = 'tenant-user', ...options} = {}) => {
      const username = options.username ?? `user.${++added}`;
      const known = {username, email: `${username.toLowerCase()}@aurora.example`, firstName: 'Uma', lastName: 'User', ...options};
      const id = newId('usr');
      await database.inTenant(tenantId, (transaction) =>
        insertUsers(transaction, tenantId, [
          {
            createdAt: now(),
            lastSignInAt: null,
            deactivated: null,
            note: null,
            ...known,
            id,
            roleId: roleIds[role] ?? '',
            credential: {type: 'password', hash: passwordHash},
          },
        ]),
      );
      return userOf(id, known);
    },
  };
};

/** The administrator of a tenant, as a request would find them. */
export const principalOf = ({id: tenantId, administrator}: TestTenant): Principal => ({
  type: 'user',
  id: administrator.id,
  tenantId,
  permissions: new Set(PERMISSIONS),
  kind: 'full',
  sessionId: null,
});
