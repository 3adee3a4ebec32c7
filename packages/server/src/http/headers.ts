const ALLOWED_HEADERS =
  'Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, Last-Event-ID, X-Request-Id, X-Requested-With';
const EXPOSED_HEADERS = 'ETag, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id, Idempotency-Replayed';

/** What every answer carries, whoever gives it (W16, T19). */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-site',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** The client's own id for a request, when it is one (W16). */
export const givenRequestId = (headers: Headers): string | undefined => {
  const id = headers.get('x-request-id');
  return id !== null && /^[A-Za-z0-9._-]{1,64}$/.test(id) ? id : undefined;
};

/** Puts on an answer what W16 and T19 promise of each. */
export const finish = (answer: Response, request: Request, requestId: string, origins: ReadonlySet<string>): Response => {
  // On the answer itself: another one around its body would make a stream of it, which is slower to send.
  const {headers} = answer;
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) {
    headers.set(name, value);
  }
  headers.set('X-Request-Id', requestId);
  headers.set('Vary', 'Origin');
  const origin = request.headers.get('origin');
  if (origin !== null && origins.has(origin)) {
    headers.set('Access-Control-Allow-Origin', origin);
    headers.set('Access-Control-Allow-Credentials', 'true');
    headers.set('Access-Control-Expose-Headers', EXPOSED_HEADERS);
  }
  return answer;
};

/** Answers OPTIONS: what the path knows, and to an allowed origin what it may send (E38). */
export const preflight = (request: Request, allow: string, origins: ReadonlySet<string>): Response => {
  const headers = new Headers({Allow: allow});
  const origin = request.headers.get('origin');
  if (origin !== null && origins.has(origin)) {
    headers.set('Access-Control-Allow-Methods', allow);
    headers.set('Access-Control-Allow-Headers', ALLOWED_HEADERS);
    headers.set('Access-Control-Max-Age', '600');
  }
  return new Response(null, {status: 204, headers});
};
