import type {SESSION_LIST} from '../contract/lists.ts';
import type {Page} from '../contract/page.ts';
import type {Permission} from '../contract/permissions.ts';
import type {ChangePassword, CompleteReset, RequestReset, UpdateMe} from '../contract/requests.ts';
import {Me, type Session, SessionPage} from '../contract/session.ts';
import {path} from '../transport/path.ts';
import type {ListOptions} from '../transport/query.ts';
import type {RequestOptions, WriteOptions} from '../transport/request-options.ts';
import type {Transport} from '../transport/transport.ts';

export type SessionListOptions = ListOptions<typeof SESSION_LIST>;

/** Whoever the credential speaks for. */
export class MeResource {
  readonly #transport: Transport;

  constructor(transport: Transport) {
    this.#transport = transport;
  }

  get(options: RequestOptions = {}): Promise<Me> {
    return this.#transport.send({operation: 'me.get', method: 'get', path: 'v1/me', answer: Me, ...options});
  }

  /** Changes one's own names. `version` is that of `me.user`. */
  update(patch: UpdateMe, options: WriteOptions): Promise<Me> {
    return this.#transport.send({
      operation: 'me.update',
      method: 'patch',
      path: 'v1/me',
      body: patch,
      answer: Me,
      change: ({user}) => ({subject: {type: 'user', id: user.id, version: user.version}, action: 'updated'}),
      ...options,
    });
  }

  /**
   * Sets a new password. Every other session of the user ends. It is sent once: after `network` or `timeout` nobody here knows whether
   * it was changed.
   * @throws {ApiError} `wrong-password`, `password-policy` with every broken rule.
   */
  changePassword(passwords: ChangePassword, options: RequestOptions = {}): Promise<void> {
    return this.#transport.send({
      operation: 'me.changePassword',
      method: 'post',
      isSentOnce: true,
      path: 'v1/me/password',
      body: passwords,
      change: () => ({subject: {type: 'password', id: null}, action: 'changed'}),
      ...options,
    });
  }

  /**
   * Asks for a link by which one may set a new password. Nobody needs to be signed in. It succeeds whether or not there is such a user: only
   * who reads the mail learns that. It is sent once.
   */
  requestReset(who: RequestReset, options: RequestOptions = {}): Promise<void> {
    return this.#transport.send({
      operation: 'me.requestReset',
      method: 'post',
      isSentOnce: true,
      path: 'v1/password-resets',
      body: who,
      ...options,
    });
  }

  /**
   * Sets a new password by the token of a link. Every session of the user ends; sign in with the new one. It is sent once: after `network` or
   * `timeout` nobody here knows whether it was set.
   * @throws {ApiError} `link-expired`; `password-policy` with every broken rule, after which the link is still good.
   */
  completeReset(reset: CompleteReset, options: RequestOptions = {}): Promise<void> {
    return this.#transport.send({
      operation: 'me.completeReset',
      method: 'post',
      isSentOnce: true,
      path: 'v1/password-resets/complete',
      body: reset,
      change: () => ({subject: {type: 'password', id: null}, action: 'changed'}),
      ...options,
    });
  }

  /** Lists one's own open sessions, newest first. */
  sessions(options: SessionListOptions = {}): Promise<Page<Session>> {
    return this.#transport.list('me.sessions', 'v1/me/sessions', SessionPage, options);
  }

  /** @throws {ApiError} `not-found` when it is not an open session of one's own. */
  async endSession(id: string, options: RequestOptions = {}): Promise<void> {
    return this.#transport.send({
      operation: 'me.endSession',
      method: 'delete',
      path: path`v1/me/sessions/${id}`,
      change: () => ({subject: {type: 'session', id}, action: 'ended'}),
      ...options,
    });
  }

  /** Asks the server whether the caller holds a permission now. */
  async can(permission: Permission, options: RequestOptions = {}): Promise<boolean> {
    return (await this.get(options)).permissions.includes(permission);
  }
}
