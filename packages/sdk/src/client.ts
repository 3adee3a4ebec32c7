import type {ClientOptions} from './options.ts';
import {MeResource} from './resources/me.ts';
import {Operations} from './resources/operations.ts';
import {PasswordPolicies} from './resources/password-policy.ts';
import {Roles} from './resources/roles.ts';
import {SessionResource} from './resources/session.ts';
import {Users} from './resources/users.ts';
import {Transport} from './transport/transport.ts';

/** What the SDK can do in one tenant. Immutable: another tenant is another object. */
export class TenantHandle {
  readonly users: Users;
  readonly roles: Roles;
  readonly operations: Operations;
  readonly passwordPolicy: PasswordPolicies;

  constructor(transport: Transport, tenant: string) {
    this.users = new Users(transport, tenant);
    this.roles = new Roles(transport, tenant);
    this.operations = new Operations(transport, tenant);
    this.passwordPolicy = new PasswordPolicies(transport, tenant);
  }
}

/** A typed client of one backend. It speaks for the credential's own tenant, for life. No request is sent until a method is called. */
export class TenantClient extends TenantHandle {
  readonly session: SessionResource;
  readonly me: MeResource;
  /** Dispatches a `ChangeEvent` named `change` after each successful write of this client. */
  readonly changes: EventTarget;
  readonly #transport: Transport;

  constructor(options: ClientOptions) {
    const transport = new Transport(options);
    super(transport, 'self');
    this.#transport = transport;
    this.session = new SessionResource(transport);
    this.me = new MeResource(transport);
    this.changes = transport.changes;
  }

  /** A handle on another tenant, for platform operators. */
  forTenant(tenantId: string): TenantHandle {
    return new TenantHandle(this.#transport, tenantId);
  }

  /** Ends every open call with `aborted`, and every later one. */
  close(): void {
    this.#transport.close();
  }
}
