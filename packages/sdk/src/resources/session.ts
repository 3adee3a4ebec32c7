import type {SignIn} from '../contract/requests.ts';
import {Me} from '../contract/session.ts';
import type {RequestOptions} from '../transport/request-options.ts';
import type {Transport} from '../transport/transport.ts';

/** The browser's session: a cookie that scripts cannot read. */
export class SessionResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  /**
   * Signs in and sets the cookie. With a temporary password the session may do nothing but change it: `me.changePassword`. It is sent once.
   * @throws {ApiError} `invalid-credentials`, and only with the right password `account-deactivated`, `temporary-password-expired`,
   *   `tenant-suspended`.
   */
  signIn(credentials: SignIn, options: RequestOptions = {}): Promise<Me> {
    return this.#transport.send({
      operation: 'session.signIn',
      method: 'post',
      isSentOnce: true,
      path: 'v1/session',
      body: credentials,
      answer: Me,
      change: ({session}) => ({subject: {type: 'session', id: session?.id ?? null}, action: 'created'}),
      ...options,
    });
  }

  /** @throws {ApiError} `unauthenticated` or `session-ended` when nobody is signed in. */
  get(options: RequestOptions = {}): Promise<Me> {
    return this.#transport.send({operation: 'session.get', method: 'get', path: 'v1/session', answer: Me, ...options});
  }

  /** Ends the session and clears the cookie. */
  signOut(options: RequestOptions = {}): Promise<void> {
    return this.#transport.send({
      operation: 'session.signOut',
      method: 'delete',
      path: 'v1/session',
      change: () => ({subject: {type: 'session', id: null}, action: 'ended'}),
      ...options,
    });
  }
}
