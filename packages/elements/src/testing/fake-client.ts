import {ERROR_CODES, type ErrorCode, TenantClient} from '@tenantry/sdk';

/** A path of the API with its method: `GET /v1/session`. The query is not part of it. */
type Operation = `${'GET' | 'POST' | 'PATCH' | 'DELETE'} /v1/${string}`;

/** What the server answers: a body, a whole `Response`, or a function of the request that gives one of these. */
export type Answers = Readonly<Record<Operation, unknown>>;

/**
 * A client whose server is a list of answers. For states that no server can be brought to produce at will (loading for ever, no
 * network, a broken answer), each of which it gives once; everything else is tested against the real server.
 */
export const fakeClient = (answers: Answers = {}): TenantClient =>
  new TenantClient({
    baseUrl: '/fake',
    auth: {cookie: true},
    retries: 0,
    fetch: async (input, init) => {
      const request = input instanceof Request ? input : new Request(input, init);
      const operation = `${request.method} ${new URL(request.url).pathname.replace(/^\/fake/, '')}`;
      const answer = operation in answers ? answers[operation as Operation] : refusal('not-found');
      return toResponse(await (typeof answer === 'function' ? answer(request) : answer));
    },
  });

const toResponse = (answer: unknown): Response => {
  if (answer instanceof Response) {
    return answer.clone();
  }
  return answer === undefined || answer === null
    ? new Response(null, {status: 204})
    : Response.json(answer, {headers: {'x-request-id': 'req-0000-test'}});
};

/** An answer that refuses: `refusal('username-taken', {errors: […]})`. */
export const refusal = (code: ErrorCode, members: object = {}): Response =>
  new Response(
    JSON.stringify({type: `urn:tenantry:${code}`, title: code, status: ERROR_CODES[code], code, requestId: '5c1f9a3e-77d0', ...members}),
    {status: ERROR_CODES[code], headers: {'content-type': 'application/problem+json'}},
  );

/** An answer that never comes; it ends when the request is aborted. */
export const never = (request: Request): Promise<never> =>
  new Promise((_, reject) => {
    request.signal.addEventListener('abort', () => reject(request.signal.reason));
  });

/** What `fetch` does without a network. */
export const unreachable = (): Promise<never> => Promise.reject(new TypeError('Failed to fetch'));
