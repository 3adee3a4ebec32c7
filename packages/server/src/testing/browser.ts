import type {SignIn} from '@tenantry/sdk/contract';
import type {TestRequest, TestServer} from './server.ts';
import type {TestTenant, TestUser} from './tenants.ts';

/** A browser on the portal's own origin: it keeps the cookie it is given and says where it comes from. */
export class TestBrowser {
  readonly #server: TestServer;
  /** The session that it keeps, as `name=value`. */
  cookie: string | undefined;
  /** By what it is known to those who signed in before, as `name=value`. */
  known: string | undefined;
  /** The `Set-Cookie` of the last answer that is about the session, whole. */
  setCookie: string | null = null;

  constructor(server: TestServer) {
    this.#server = server;
  }

  async request(path: string, {headers, ...init}: TestRequest = {}): Promise<Response> {
    const all = new Headers({'X-Requested-With': 'tenantry', Origin: this.#server.publicUrl.origin});
    const cookies = [this.cookie, this.known].filter((cookie) => cookie !== undefined);
    if (cookies.length > 0) {
      all.set('Cookie', cookies.join('; '));
    }
    new Headers(headers).forEach((value, name) => void all.set(name, value));
    const response = await this.#server.request(path, {...init, headers: all});
    const written = response.headers.getSetCookie();
    const isKnown = (line: string): boolean => /^[^=]*-known=/.test(line);
    this.setCookie = written.find((line) => !isKnown(line)) ?? null;
    this.known = written.find(isKnown)?.split(';')[0] ?? this.known;
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
