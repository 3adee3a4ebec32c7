import {DeletionCheck} from '../contract/deletion.ts';
import type {USER_INCLUDE, USER_LIST} from '../contract/lists.ts';
import {Operation} from '../contract/operations.ts';
import type {Page} from '../contract/page.ts';
import type {CreateUser, DeactivateUser, ResetPassword, TransferResources, UpdateUser} from '../contract/requests.ts';
import {CreatedUser, Handoff, User, UsernameCheck, UserPage} from '../contract/users.ts';
import {type Session, SessionPage} from '../contract/session.ts';
import {path} from '../transport/path.ts';
import {type ListOptions, listQuery} from '../transport/query.ts';
import type {ActionOptions, RequestOptions, WriteOptions} from '../transport/request-options.ts';
import type {TransportRequest} from '../transport/transport-request.ts';
import type {Transport} from '../transport/transport.ts';
import type {SessionListOptions} from './me.ts';
import {type Iteration, iteration} from './pages.ts';

/** For what the server asks others about, who have ten seconds. */
const SLOW_MS = 15_000;

export type UserListOptions = ListOptions<typeof USER_LIST>;

export interface UserOptions extends RequestOptions {
  readonly include?: readonly (typeof USER_INCLUDE)[number][] | undefined;
}

/** The users of one tenant. */
export class Users {
  readonly #transport: Transport;
  readonly #tenant: string;

  /** @param tenant The tenant's id, or `'self'` for the credential's own. */
  constructor(transport: Transport, tenant = 'self') {
    this.#transport = transport;
    this.#tenant = path`v1/tenants/${tenant}`;
  }

  /**
   * Fetches one page, newest first unless sorted otherwise. Needs `users.read`.
   * @throws {ApiError} `invalid-cursor` when the cursor is older than a day or belongs to other options.
   */
  list(options: UserListOptions = {}): Promise<Page<User>> {
    return this.#transport.list('users.list', `${this.#tenant}/users`, UserPage, options);
  }

  /** Walks every user, fetching further pages as they are needed. Needs `users.read`. */
  iterate(options: UserListOptions = {}): Iteration<User> {
    return iteration((cursor) => this.list({...options, cursor}), options.cursor);
  }

  /**
   * Fetches one user. Needs `users.read`, or the user's own id.
   * @throws {ApiError} `not-found` when the tenant has no such user.
   */
  async get(id: string, options: UserOptions = {}): Promise<User> {
    return this.#transport.send({
      operation: 'users.get',
      method: 'get',
      path: this.#user(id) + listQuery(options),
      answer: User,
      ...options,
    });
  }

  /**
   * Creates a user. Needs `users.create`, and `users.assignRole` for a role other than the tenant's default.
   * @throws {ApiError} `username-taken`, `email-taken`, `username-reserved`, `password-policy`, `role-not-assignable`,
   *   `privilege-escalation`, `validation-failed` with field errors.
   */
  create(user: CreateUser, options: RequestOptions = {}): Promise<CreatedUser> {
    return this.#transport.send({
      operation: 'users.create',
      method: 'post',
      path: `${this.#tenant}/users`,
      body: user,
      answer: CreatedUser,
      change: ({user: {id, version}}) => ({subject: {type: 'user', id, version}, action: 'created'}),
      ...options,
    });
  }

  /**
   * Changes a user: e-mail, names and note need `users.update`, role and extra permissions `users.assignRole`. `version` is that of the user.
   * @throws {ApiError} `precondition-failed` with the user as it is now in `current`, `email-taken`, `role-not-assignable`,
   *   `privilege-escalation`, `insufficient-authority`, `self-modification`, `last-administrator`, `validation-failed` with field errors.
   */
  async update(id: string, patch: UpdateUser, options: WriteOptions): Promise<User> {
    return this.#change('updated', {operation: 'users.update', method: 'patch', path: this.#user(id), body: patch, ...options});
  }

  /**
   * Gives a user a temporary password or a link for choosing one, in place of whatever password the user had; sessions and tokens of the user
   * end at once. Needs `users.resetPassword`. Only the first answer tells the password, where it is to be shown: a repetition under the same
   * key has `secretWithheld`.
   * @throws {ApiError} `insufficient-authority`, `self-modification`, `user-deactivated`, `password-managed-externally`,
   *   `mail-not-configured` where a mail is asked for and `me.features` has no `mail`, `precondition-failed` where a version is named.
   */
  async resetPassword(id: string, how: ResetPassword, options: ActionOptions = {}): Promise<Handoff> {
    return this.#transport.send({
      operation: 'users.resetPassword',
      method: 'post',
      path: `${this.#user(id)}/reset-password`,
      body: how,
      answer: Handoff,
      change: () => ({subject: {type: 'user', id}, action: 'passwordReset'}),
      ...options,
    });
  }

  /**
   * Deactivates a user, whose sessions and tokens end at once; nothing that is the user's is lost. Needs `users.deactivate`.
   * @throws {ApiError} `insufficient-authority`, `self-modification`, `last-administrator`, `precondition-failed` where a version is named.
   */
  async deactivate(id: string, why: DeactivateUser = {}, options: ActionOptions = {}): Promise<User> {
    return this.#change('deactivated', {
      operation: 'users.deactivate',
      method: 'post',
      path: `${this.#user(id)}/deactivate`,
      body: why,
      ...options,
    });
  }

  /**
   * Lets a deactivated user in again, with everything the user had. Needs `users.deactivate`.
   * @throws {ApiError} `insufficient-authority`, `self-modification`, `precondition-failed` where a version is named.
   */
  async reactivate(id: string, options: ActionOptions = {}): Promise<User> {
    return this.#change('reactivated', {
      operation: 'users.reactivate',
      method: 'post',
      path: `${this.#user(id)}/reactivate`,
      body: {},
      ...options,
    });
  }

  /**
   * Asks what stands against deleting a user: what the user owns, wherever that is. Needs `users.delete`. It may take ten seconds.
   * @throws {ApiError} `insufficient-authority`, `self-modification`.
   */
  async checkDeletion(id: string, options: RequestOptions = {}): Promise<DeletionCheck> {
    return this.#transport.send({
      usualMs: SLOW_MS,
      operation: 'users.checkDeletion',
      method: 'get',
      path: `${this.#user(id)}/deletion-check`,
      answer: DeletionCheck,
      ...options,
    });
  }

  /**
   * Begins to give what a user owns to another user: `operations.wait` tells when that is done. Needs `users.delete`.
   * @throws {ApiError} `transfer-target` where the other user is not active or is the same one, `insufficient-authority`,
   *   `self-modification`, `precondition-failed` where a version is named.
   */
  async transfer(id: string, to: TransferResources, options: ActionOptions = {}): Promise<Operation> {
    return this.#transport.send({
      operation: 'users.transfer',
      method: 'post',
      path: `${this.#user(id)}/transfers`,
      body: to,
      answer: Operation,
      change: ({id: operationId, version}) => ({subject: {type: 'operation', id: operationId, version}, action: 'created'}),
      ...options,
    });
  }

  /**
   * Deletes a user who owns nothing any more, for good: what is kept of the user's deeds says `deleted user`. Needs `users.delete`. It may
   * take ten seconds.
   * @throws {ApiError} `user-owns-resources` with `problem.blockers`, `ownership-unknown` where it may succeed later, `precondition-failed`
   *   with the user as it is now in `current`, `insufficient-authority`, `self-modification`, `last-administrator`, `not-found`.
   */
  async delete(id: string, options: WriteOptions): Promise<void> {
    return this.#transport.send({
      usualMs: SLOW_MS,
      operation: 'users.delete',
      method: 'delete',
      path: this.#user(id),
      change: () => ({subject: {type: 'user', id}, action: 'deleted'}),
      ...options,
    });
  }

  /** Lists the open sessions of a user, newest first. Needs `users.read`. */
  async sessions(id: string, options: SessionListOptions = {}): Promise<Page<Session>> {
    return this.#transport.list('users.sessions', `${this.#user(id)}/sessions`, SessionPage, options);
  }

  /**
   * Ends all sessions of a user, and the tokens that were issued until now. Needs `users.resetPassword`.
   * @throws {ApiError} `insufficient-authority`, `self-modification`.
   */
  async endSessions(id: string, options: RequestOptions = {}): Promise<void> {
    return this.#transport.send({
      operation: 'users.endSessions',
      method: 'delete',
      path: `${this.#user(id)}/sessions`,
      change: () => ({subject: {type: 'user', id}, action: 'sessionsEnded'}),
      ...options,
    });
  }

  /**
   * Sends a user the address of the login page and first steps. Needs `users.create`.
   * @throws {ApiError} `user-deactivated`, `mail-not-configured`.
   */
  async welcome(id: string, options: RequestOptions = {}): Promise<void> {
    return this.#transport.send({operation: 'users.welcome', method: 'post', path: `${this.#user(id)}/welcome`, ...options});
  }

  /** Says whether a username can be taken, and what could be taken instead. Needs `users.create`. */
  checkUsername(value: string, options: RequestOptions = {}): Promise<UsernameCheck> {
    return this.#transport.send({
      operation: 'users.checkUsername',
      method: 'get',
      path: `${this.#tenant}/username-check?${new URLSearchParams({value})}`,
      answer: UsernameCheck,
      ...options,
    });
  }

  #user(id: string): string {
    return `${this.#tenant}/users${path`/${id}`}`;
  }

  /** Changes a user, and tells whoever listens. */
  #change(action: string, request: Omit<TransportRequest<User>, 'answer' | 'change'>): Promise<User> {
    return this.#transport.send({
      ...request,
      answer: User,
      change: ({id, version}) => ({subject: {type: 'user', id, version}, action}),
    });
  }
}
