import {ask, type Fetch, type Question, type Reply} from '../ask.ts';
import {type Fields, fieldsOf, isFields, read, readList, readText} from '../fields.ts';
import {shared} from '../shared.ts';
import {type SourceCode, SourceError} from '../source-error.ts';

/** A token is given up so long before it ends. */
const MARGIN_MS = 60_000;
/** So long signing in may take. It goes on when nobody waits any more: whoever asks next finds a token. */
const SIGN_IN_MS = 15_000;
/** What services call their failures: the answer has one member of that name. */
const FAILURES: Readonly<Record<string, SourceCode>> = {
  unauthorized: 'unauthorized',
  forbidden: 'forbidden',
  overLimit: 'rate-limited',
  tooManyRequests: 'rate-limited',
};

export type Service = 'compute' | 'placement' | 'baremetal';

/** Who asks, and for which project. */
export type Credential =
  | {readonly applicationCredential: string; readonly secret: string}
  | {
      readonly user: string;
      readonly userDomain: string;
      readonly project: string;
      readonly projectDomain: string;
      readonly secret: string;
    };

export interface KeystoneOptions {
  readonly url: URL;
  readonly fetch: Fetch;
  readonly now: () => Date;
  readonly credential: Credential;
  /** Of the catalog's endpoints, those in this region; in any where it is left out. */
  readonly region: string | undefined;
  /** `public`, `internal`, `admin`. */
  readonly interface: string;
}

interface Session {
  readonly token: string;
  readonly endsAt: number;
  /** The project that the token is for. */
  readonly project: string | null;
  readonly endpoints: ReadonlyMap<string, URL>;
}

/** Asks the services of one cloud, in the name of a token that Keystone gives. */
export class Keystone {
  readonly #options: KeystoneOptions;
  readonly #signIn: (signal: AbortSignal) => Promise<Session>;
  #session: Session | undefined;

  constructor(options: KeystoneOptions) {
    this.#options = options;
    this.#signIn = shared(() => this.#newSession(AbortSignal.timeout(SIGN_IN_MS)));
  }

  /** The project that is asked for. */
  async project(signal: AbortSignal): Promise<string | null> {
    return (await this.#current(signal)).project;
  }

  /** Whether the cloud has such a service. */
  async has(service: Service, signal: AbortSignal): Promise<boolean> {
    return (await this.#current(signal)).endpoints.has(service);
  }

  /** Asks a service for an object: `servers/detail`. A token that is refused is replaced, once. */
  async get(service: Service, path: string, headers: Readonly<Record<string, string>>, signal: AbortSignal): Promise<Fields> {
    const session = await this.#current(signal);
    try {
      return await this.#ask(session, service, path, headers, signal);
    } catch (error) {
      if (!(error instanceof SourceError) || error.code !== 'unauthorized') {
        throw error;
      }
      if (this.#session === session) {
        this.#session = undefined;
      }
      return this.#ask(await this.#current(signal), service, path, headers, signal);
    }
  }

  async #ask(
    {token, endpoints}: Session,
    service: Service,
    path: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Fields> {
    const endpoint = endpoints.get(service);
    if (!endpoint) {
      throw new SourceError('bad-response', `The catalog has no endpoint for ${service}`);
    }
    const {body} = await this.#send({url: new URL(path, endpoint), headers: {...headers, 'X-Auth-Token': token}, signal});
    if (!isFields(body)) {
      throw new SourceError('bad-response', `The service ${service} answers with something other than an object`);
    }
    return body;
  }

  async #current(signal: AbortSignal): Promise<Session> {
    const session = this.#session;
    return session && session.endsAt - MARGIN_MS > this.#options.now().getTime() ? session : this.#signIn(signal);
  }

  async #newSession(signal: AbortSignal): Promise<Session> {
    const {url, credential} = this.#options;
    const {headers, body} = await this.#send({url: new URL('auth/tokens', url), method: 'POST', body: {auth: authOf(credential)}, signal});
    const token = headers.get('x-subject-token') ?? '';
    const told = fieldsOf(read(fieldsOf(body), 'token'));
    const endsAt = Date.parse(String(told.expires_at));
    if (token === '' || Number.isNaN(endsAt)) {
      throw new SourceError('bad-response', 'Keystone gives no token');
    }
    this.#session = {token, endsAt, project: readText(read(told, 'project', 'id')), endpoints: this.#endpointsOf(told)};
    return this.#session;
  }

  #endpointsOf({catalog}: Fields): ReadonlyMap<string, URL> {
    const {region, interface: face} = this.#options;
    return new Map(
      readList(catalog).flatMap((service) => {
        const type = service.type === 'bare-metal' ? 'baremetal' : service.type;
        const found = readList(service.endpoints).find(
          (endpoint) => endpoint.interface === face && (region === undefined || endpoint.region_id === region),
        );
        const url = URL.parse(`${String(found?.url).replace(/\/+$/, '')}/`);
        return typeof type === 'string' && url && ['http:', 'https:'].includes(url.protocol) ? [[type, url] as const] : [];
      }),
    );
  }

  #send(question: Omit<Question, 'readFailure'>): Promise<Reply> {
    return ask(this.#options.fetch, {...question, readFailure: (status, body) => (status === 413 ? 'rate-limited' : failureOf(body))});
  }
}

const failureOf = (body: unknown): SourceCode | undefined => {
  const [name = ''] = Object.keys(fieldsOf(body));
  return Object.hasOwn(FAILURES, name) ? FAILURES[name] : undefined;
};

const authOf = (credential: Credential): unknown => {
  if ('applicationCredential' in credential) {
    const {applicationCredential: id, secret} = credential;
    return {identity: {methods: ['application_credential'], application_credential: {id, secret}}};
  }
  const {user, userDomain, project, projectDomain, secret} = credential;
  return {
    identity: {methods: ['password'], password: {user: {name: user, domain: {name: userDomain}, password: secret}}},
    scope: {project: {name: project, domain: {name: projectDomain}}},
  };
};
