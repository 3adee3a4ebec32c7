/** The session cookie of one installation (A2). */
export interface SessionCookie {
  readonly name: string;
  /** The value in a request, or `undefined`. */
  read(headers: Headers): string | undefined;
  /** The `Set-Cookie` that keeps a value, or with `null` the one that takes it away. */
  write(value: string | null): string;
}

/**
 * Chooses the cookie by the public origin: `__Host-` and `Secure` on https; plain on loopback, where WebKit keeps no secure one.
 *
 * @throws {Error} On http that is not loopback, unless that is explicitly wanted.
 */
export const sessionCookie = (publicUrl: URL, insecure: boolean): SessionCookie => {
  const secure = publicUrl.protocol === 'https:';
  if (!secure && !insecure && !isLoopback(publicUrl.hostname)) {
    throw new Error(
      `publicUrl ${publicUrl.origin} is http and not loopback: cookies would travel in the clear. Use https, or set insecureCookies.`,
    );
  }
  const name = secure ? '__Host-tenantry' : 'tenantry';
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
    write: (value) => (value === null ? `${name}=; ${attributes}; Max-Age=0` : `${name}=${value}; ${attributes}`),
  };
};

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
