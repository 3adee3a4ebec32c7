import type {Logger} from '../dependencies.ts';
import type {ResourceProvider} from '../resources/provider.ts';

/** What of a source belongs to a tenant, in the source's own names. A provider reads the members that it knows. */
export interface TenantShare {
  /** Slurm. */
  readonly accounts?: readonly string[] | undefined;
  /** Kubernetes. */
  readonly namespaces?: readonly string[] | undefined;
  /** OpenStack. */
  readonly projects?: readonly string[] | undefined;
  /** Single servers. */
  readonly hosts?: readonly string[] | undefined;
}

/** How a system is reached, and what of it is whose (§8). It names secrets, and never holds them. */
export interface ProviderConfig {
  readonly type: string;
  /** Unique among the providers of a server. */
  readonly name: string;
  /** Its API's root; `null` where nothing is called. */
  readonly url: string | null;
  /** The variable of the environment that holds the secret; `null` where none is needed. */
  readonly tokenEnv: string | null;
  /** By slug. A tenant that is not named has nothing there. */
  readonly tenants: Readonly<Record<string, TenantShare>>;
  /** What else this type of system is told: `user`, `region` … A provider checks what it reads. */
  readonly options: Readonly<Record<string, string | number | boolean>>;
}

/** What a provider works with. */
export interface ProviderMeans {
  /** The value of the variable that `tokenEnv` names. */
  readonly secret: string | undefined;
  readonly fetch: typeof fetch;
  readonly now: () => Date;
  readonly logger: Logger;
}

/** What each room of a system exports. It throws an `Error` that names the member when the configuration cannot be used. */
export type ProviderMaker = (config: ProviderConfig, means: ProviderMeans) => ResourceProvider;
