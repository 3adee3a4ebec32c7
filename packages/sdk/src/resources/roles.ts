import type {ROLE_LIST} from '../contract/lists.ts';
import type {Page} from '../contract/page.ts';
import {type Role, RolePage} from '../contract/roles.ts';
import {path} from '../transport/path.ts';
import type {ListOptions} from '../transport/query.ts';
import type {Transport} from '../transport/transport.ts';

export type RoleListOptions = ListOptions<typeof ROLE_LIST>;

/** The roles of one tenant. */
export class Roles {
  readonly #transport: Transport;
  readonly #root: string;

  constructor(transport: Transport, tenant = 'self') {
    this.#transport = transport;
    this.#root = path`v1/tenants/${tenant}/roles`;
  }

  /** Fetches one page, by name unless sorted otherwise. Needs `roles.read`. */
  list(options: RoleListOptions = {}): Promise<Page<Role>> {
    return this.#transport.list('roles.list', this.#root, RolePage, options);
  }
}
