/** A cookie of one installation (A2). */
export interface Cookie {
  readonly name: string;
  /** The value in a request, or `undefined`. */
  read(headers: Headers): string | undefined;
  /** The `Set-Cookie` that keeps a value, or with `null` the one that takes it away. */
  write(value: string | null): string;
}

/** The cookies of one installation. */
export interface Cookies {
  /** Holds the session, until the browser is closed. */
  readonly session: Cookie;
  /** Says who has signed in in this browser before (A7). */
  readonly known: Cookie;
}

/** Cookies would travel in the clear: the server does not start (A2). The message says why, for whoever starts it. */
export class InsecurePublicUrl extends Error {
  override readonly name = 'InsecurePublicUrl';
}

/** As long as browsers keep a cookie at most: 400 days. */
const KNOWN_SECONDS = 34_560_000;

/**
 * Chooses the cookies by the public origin: `__Host-` and `Secure` on https; plain on loopback, where WebKit keeps no secure one.
 *
 * @throws {InsecurePublicUrl} On http that is not loopback, unless that is explicitly wanted.
 */
export const cookiesOf = (publicUrl: URL, insecure: boolean): Cookies => {
  const secure = publicUrl.protocol === 'https:';
  if (!secure && !insecure && !isLoopback(publicUrl.hostname)) {
    throw new InsecurePublicUrl(
      `The public URL ${publicUrl.origin} is http and not loopback: cookies would travel in the clear. Use https, or set insecureCookies.`,
    );
  }
  return {
    session: cookieOf('tenantry', secure),
    known: cookieOf('tenantry-known', secure, `; Max-Age=${KNOWN_SECONDS}`),
  };
};

const cookieOf = (plainName: string, secure: boolean, lifetime = ''): Cookie => {
  const name = secure ? `__Host-${plainName}` : plainName;
  const attributes = `Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;
  return {
    name,
    read: (headers) => {
      for (const pair of (headers.get('cookie') ?? '').split(';')) {
        const [key, value] = pair.trim().split('=', 2);
        if (key === name && value) {
          return value;
        }
      }
      return undefined;
    },
    write: (value) => (value === null ? `${name}=; ${attributes}; Max-Age=0` : `${name}=${value}; ${attributes}${lifetime}`),
  };
};

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
