import type {SignIn} from '@tenantry/sdk/contract';
import type {TestRequest, TestServer} from './server.ts';
import type {TestTenant, TestUser} from './tenants.ts';

/** A browser on the portal's own origin: it keeps the cookie it is given and says where it comes from. */
export class TestBrowser {
  readonly #server: TestServer;
  /** What it keeps, as `name=value`. */
  cookie: string | undefined;
  /** The last `Set-Cookie`, whole. */
  setCookie: string | null = null;

  constructor(server: TestServer) {
    this.#server = server;
  }

  async request(path: string, {headers, ...init}: TestRequest = {}): Promise<Response> {
    const all = new Headers({'X-Requested-With': 'tenantry', Origin: this.#server.publicUrl.origin});
    if (this.cookie !== undefined) {
      all.set('Cookie', this.cookie);
    }
    new Headers(headers).forEach((value, name) => void all.set(name, value));
    const response = await this.#server.request(path, {...init, headers: all});
    this.setCookie = response.headers.get('set-cookie');
    if (this.setCookie !== null) {
      this.cookie = this.setCookie.includes('Max-Age=0') ? undefined : this.setCookie.split(';')[0];
    }
    return response;
  }

  signIn(tenant: TestTenant, {username, password}: Pick<TestUser, 'username' | 'password'>): Promise<Response> {
    return this.request('/v1/session', {json: {tenant: tenant.slug, username, password} satisfies SignIn});
  }
}

/** A browser in which somebody is signed in. */
export const signedIn = async (
  server: TestServer,
  tenant: TestTenant,
  user: Pick<TestUser, 'username' | 'password'>,
): Promise<TestBrowser> => {
  const browser = new TestBrowser(server);
  const response = await browser.signIn(tenant, user);
  if (response.status !== 201) {
    throw new Error(`Signing in answered ${response.status}: ${await response.text()}`);
  }
  return browser;
};
