import type {USER_LIST} from '../contract/lists.ts';
import type {Page} from '../contract/page.ts';
import type {CreateUser, UpdateUser} from '../contract/requests.ts';
import {CreatedUser, User, UsernameCheck, UserPage} from '../contract/users.ts';
import {path} from '../transport/path.ts';
import type {ListOptions} from '../transport/query.ts';
import type {RequestOptions, WriteOptions} from '../transport/request-options.ts';
import type {Transport} from '../transport/transport.ts';
import {type Iteration, iteration} from './pages.ts';

export type UserListOptions = ListOptions<typeof USER_LIST>;

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
  async get(id: string, options: RequestOptions = {}): Promise<User> {
    return this.#transport.send({
      operation: 'users.get',
      method: 'get',
      path: `${this.#tenant}/users${path`/${id}`}`,
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
      change: (created) => ({subject: {type: 'user', id: created.user.id, version: created.user.version}, action: 'created'}),
      ...options,
    });
  }

  /**
   * Changes a user: e-mail, names and note need `users.update`, role and extra permissions `users.assignRole`. `version` is that of the user.
   * @throws {ApiError} `precondition-failed` with the user as it is now in `current`, `email-taken`, `role-not-assignable`,
   *   `privilege-escalation`, `insufficient-authority`, `self-modification`, `last-administrator`, `validation-failed` with field errors.
   */
  async update(id: string, patch: UpdateUser, options: WriteOptions): Promise<User> {
    return this.#transport.send({
      operation: 'users.update',
      method: 'patch',
      path: `${this.#tenant}/users${path`/${id}`}`,
      body: patch,
      answer: User,
      change: ({version}) => ({subject: {type: 'user', id, version}, action: 'updated'}),
      ...options,
    });
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
}
