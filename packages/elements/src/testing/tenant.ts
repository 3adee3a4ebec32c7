import {TenantClient} from '@tenantry/sdk';

/** A tenant on the real server, made for one test, and its administrator. */
export interface TestTenant {
  readonly tenantId: string;
  readonly slug: string;
  readonly token: string;
  /** Speaks for the tenant's administrator, by bearer token. */
  readonly client: TenantClient;
}

/** Makes a fresh tenant on the server that the test runner keeps under `/api`. */
export const freshTenant = async (): Promise<TestTenant> => {
  const response = await fetch('/__test__/tenants', {method: 'POST'});
  if (!response.ok) {
    throw new Error(`No tenant for this test: ${response.status} ${await response.text()}`);
  }
  const tenant = (await response.json()) as Omit<TestTenant, 'client'>;
  return {...tenant, client: new TenantClient({baseUrl: '/api', auth: {getToken: () => tenant.token}})};
};
