import {type ClientOptions, ERROR_CODES, type ErrorCode, TenantClient} from '@tenantry/sdk';

/** A path of the API with its method: `GET /v1/session`. The query is not part of it. */
type Operation = `${'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'} /v1/${string}`;

/** What the server answers: a body, a whole `Response`, or a function of the request that gives one of these. */
export type Answers = Readonly<Record<Operation, unknown>>;

/**
 * A client whose server is a list of answers. For states that no server can be brought to produce at will (loading for ever, no
 * network, a broken answer), each of which it gives once; everything else is tested against the real server.
 */
export const fakeClient = (answers: Answers = {}): TenantClient => {
  const asked: Request[] = [];
  const client = new TenantClient({
    baseUrl: '/fake',
    auth: {cookie: true},
    retries: 0,
    onEvent: countCalls(),
    fetch: async (input, init) => {
      const request = input instanceof Request ? input : new Request(input, init);
      const operation = operationOf(request);
      if (operation !== EVENTS) {
        asked.push(request);
      }
      const answer = Object.hasOwn(answers, operation) ? answers[operation as Operation] : refusal('not-found');
      const response = toResponse(await (typeof answer === 'function' ? answer(request) : answer));
      return rewrite ? rewritten(operation, response, rewrite) : response;
    },
  });
  requests.set(client, asked);
  return client;
};

let counts: {pending: number}[] = [];

/** Counts the calls of one client that are on their way, for {@link callsPending}. */
export const countCalls = (): NonNullable<ClientOptions['onEvent']> => {
  const count = {pending: 0};
  counts.push(count);
  return ({type, operation}) => {
    // To hear of changes goes on for ever.
    if (operation !== 'events.subscribe') {
      count.pending += type === 'start' ? 1 : type === 'end' ? -1 : 0;
    }
  };
};

/** How many calls of the fake clients have not ended. */
export const callsPending = (): number => counts.reduce((sum, {pending}) => sum + pending, 0);

/** From here on the clients made so far do not count: what a test has left on its way may never end. */
export const forgetCalls = (): void => {
  counts = [];
};

const requests = new WeakMap<TenantClient, Request[]>();

/** What others change: a fake server has nothing to tell of that, unless it is among its answers, and is asked by the client, not by an element. */
const EVENTS = 'GET /v1/tenants/self/events';

/** What a fake client has asked its server so far, but for what others change. */
export const requestsOf = (client: TenantClient): readonly Request[] => requests.get(client) ?? [];

/** `GET /v1/session`: what a request to a fake client asks for. */
export const operationOf = ({method, url}: Request): string => `${method} ${new URL(url).pathname.replace(/^\/fake/, '')}`;

/** Changes the body of an answer, a refusal's too. */
export type Rewrite = (operation: string, body: unknown, isRefusal: boolean) => unknown;

let rewrite: Rewrite | undefined;

/** Has the answers of all fake clients changed on their way from now on. Without an argument: no longer. */
export const rewriteAnswers = (change?: Rewrite): void => {
  rewrite = change;
};

const rewritten = async (operation: string, response: Response, change: Rewrite): Promise<Response> => {
  const body = await response.text();
  const {status, headers} = response;
  return new Response((body && JSON.stringify(change(operation, JSON.parse(body), !response.ok))) || null, {status, headers});
};

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
