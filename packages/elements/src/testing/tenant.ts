import {TenantClient} from '@tenantry/sdk';

/** A user of a test's tenant, as the test knows them. */
export interface TestUser {
  readonly id: string;
  readonly username: string;
  readonly password: string;
  readonly token: string;
}

/** A user to bring in beside the administrator. Times are texts. */
export interface TestUserOptions {
  readonly username?: string;
  readonly firstName?: string;
  readonly lastName?: string;
  /** The key of a built-in role. Default: `tenant-user`. */
  readonly role?: string;
  readonly createdAt?: string;
  readonly lastSignInAt?: string;
  /** What the user owns: names by type. Jobs have not finished. */
  readonly owns?: Readonly<Record<string, readonly string[]>>;
}

/** A tenant on the real server, made for one test. */
export interface TestTenant {
  readonly tenantId: string;
  readonly slug: string;
  readonly name: string;
  /** The ids of the built-in roles, by key. */
  readonly roleIds: Readonly<Record<string, string>>;
  readonly administrator: TestUser;
  readonly users: readonly TestUser[];
  /** Speaks for the administrator, by bearer token. */
  readonly client: TenantClient;
}

/** Makes a fresh tenant on the server that the test runner keeps under `/api`. */
export const freshTenant = async (users: readonly TestUserOptions[] = []): Promise<TestTenant> => {
  const response = await fetch('/__test__/tenants', {method: 'POST', body: JSON.stringify({users})});
  if (!response.ok) {
    throw new Error(`No tenant for this test: ${response.status} ${await response.text()}`);
  }
  const tenant = (await response.json()) as Omit<TestTenant, 'client'>;
  return {...tenant, client: clientOf(tenant.administrator)};
};

/** A mail that the server has sent. */
export interface TestMail {
  readonly subject: string;
  readonly text: string;
}

/** What an address was sent so far, oldest first. The server can send nothing to `@down.example`. */
export const mailsTo = async (address: string): Promise<TestMail[]> =>
  (await fetch(`/__test__/mails?${new URLSearchParams({to: address})}`)).json() as Promise<TestMail[]>;

/** A client that speaks for a user, by bearer token. */
export const clientOf = ({token}: TestUser): TenantClient => new TenantClient({baseUrl: '/api', auth: {getToken: () => token}});

/** Gives a user something more to own. */
export const giveBelongings = async (userId: string, type: string, ...names: readonly string[]): Promise<void> => {
  await fetch('/__test__/belongings', {method: 'POST', body: JSON.stringify({userId, type, names})});
};
