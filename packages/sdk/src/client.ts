import {ListenedChanges} from './events/listened-changes.ts';
import type {ClientOptions} from './options.ts';
import {Dashboard} from './resources/dashboard.ts';
import {Events} from './resources/events.ts';
import {Jobs} from './resources/jobs.ts';
import {MeResource} from './resources/me.ts';
import {Operations} from './resources/operations.ts';
import {PasswordPolicies} from './resources/password-policy.ts';
import {Resources} from './resources/resources.ts';
import {Roles} from './resources/roles.ts';
import {SessionResource} from './resources/session.ts';
import {Users} from './resources/users.ts';
import type {ClientEvent} from './transport/client-event.ts';
import {pause} from './transport/time-limit.ts';
import {Transport} from './transport/transport.ts';

/** What the SDK can do in one tenant. Immutable: another tenant is another object. */
export class TenantHandle {
  readonly users: Users;
  readonly roles: Roles;
  readonly operations: Operations;
  readonly resources: Resources;
  readonly jobs: Jobs;
  readonly passwordPolicy: PasswordPolicies;
  readonly dashboard: Dashboard;
  readonly events: Events;

  constructor(transport: Transport, tenant: string, random?: ClientOptions['random']) {
    this.users = new Users(transport, tenant);
    this.roles = new Roles(transport, tenant);
    this.operations = new Operations(transport, tenant);
    this.resources = new Resources(transport, tenant);
    this.jobs = new Jobs(transport, tenant);
    this.passwordPolicy = new PasswordPolicies(transport, tenant);
    this.dashboard = new Dashboard(transport, tenant);
    this.events = new Events(transport, tenant, random);
  }
}

/**
 * A typed client of one backend. It speaks for the credential's own tenant, for life. No request is sent until a method is called; from then
 * on, while anybody listens to `changes`, it follows what others change.
 */
export class TenantClient extends TenantHandle {
  readonly session: SessionResource;
  readonly me: MeResource;
  /** Dispatches a `ChangeEvent` named `change` after each successful write of this client, and for what others change while somebody listens. */
  readonly changes: EventTarget;
  readonly #transport: Transport;
  readonly #random: ClientOptions['random'];

  constructor(options: ClientOptions) {
    const changes: ListenedChanges = new ListenedChanges(() => follow(transport, changes, options));
    const onEvent = (event: ClientEvent): unknown => {
      changes.told(event);
      return options.onEvent?.(event);
    };
    const transport = new Transport({...options, onEvent}, changes);
    super(transport, 'self', options.random);
    this.#random = options.random;
    this.#transport = transport;
    this.session = new SessionResource(transport);
    this.me = new MeResource(transport);
    this.changes = transport.changes;
  }

  /** A handle on another tenant, for platform operators. */
  forTenant(tenantId: string): TenantHandle {
    return new TenantHandle(this.#transport, tenantId, this.#random);
  }

  /** Ends every open call with `aborted`, and every later one. */
  close(): void {
    this.#transport.close();
  }
}

/** What was asked for first is shown before a stream is asked for; it begins ten seconds early. */
const FOLLOW_AFTER_MS = 300;

/** Follows what others change, by code that is loaded then. Where that cannot be loaded, the client hears of its own changes alone. */
const follow = (transport: Transport, changes: ListenedChanges, {random}: ClientOptions): (() => void) => {
  const closing = new AbortController();
  const {signal} = closing;
  pause(FOLLOW_AFTER_MS, signal)
    .then(() => import('./events/remote-changes.ts'))
    .then(({followRemoteChanges}) => followRemoteChanges(transport, {path: 'v1/tenants/self/events', signal, random, own: changes.own}))
    .catch(() => undefined);
  return () => closing.abort();
};
