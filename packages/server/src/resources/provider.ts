import type {Job, ResourceRef, SectionData, SectionName} from '@tenantry/sdk/contract';

/** What a user owns of one type, as a provider tells it. */
export interface Owned {
  /** `job`, `storageVolume` … */
  readonly type: string;
  readonly count: number;
  /** The names of a few of them. */
  readonly sample: readonly string[];
  /** Whether some of it is still at work. */
  readonly unfinished: boolean;
}

/** What has become of a user. */
export interface UserChange {
  readonly tenantId: string;
  readonly userId: string;
  readonly change: 'deactivated' | 'reactivated' | 'deleted';
  /** With `deactivated`, what is to become of the user's jobs: they go on, wait until the user is `reactivated`, or end for good. */
  readonly jobs?: 'keep' | 'hold' | 'cancel';
}

/** For which tenant a provider is asked. */
export interface AskingTenant {
  readonly id: string;
  readonly slug: string;
}

/** What a provider is asked for, and by whom: never more than this tenant has, and of that never more than is visible. */
export interface ResourceQuery {
  readonly tenant: AskingTenant;
  /** What the caller may see: all that the tenant has, or these alone. */
  readonly visible: 'all' | readonly Pick<ResourceRef, 'type' | 'id'>[];
}

/** What a provider knows of its sections, as of now. A section that is left out has nothing of the tenant. */
export type Overview = {readonly [Name in SectionName]?: SectionData[Name]};

/** What a provider tells, and why it cannot tell a section, where it can tell the others: one of its systems failed alone. */
export type PartialOverview = Overview & {readonly failures?: {readonly [Name in SectionName]?: Error}};

/** A job as its scheduler tells of it: whose it is, it says by a name of its own. */
export interface ProviderJob extends Omit<Job, 'userId'> {
  /** The name of its owner at the source. The user of the tenant with this username is taken for them. */
  readonly owner: string | null;
}

/**
 * Something outside this server that keeps what users own: a scheduler, a cloud, the host's own database (§8). It is never asked within a
 * transaction. The ids of users are unique among all tenants; the tenant is named as well for whoever keeps tenants apart.
 */
export interface ResourceProvider {
  /** Unique among the providers of a server. The same after a restart: what is to be told is kept under it. */
  readonly name: string;
  /** Whether what it tells is made up. People are told so wherever it is shown. */
  readonly simulated?: boolean;
  /** Which sections of the overview it has something to say in, and for which tenants. */
  readonly sections?: readonly SectionName[];
  /** Whether it has anything of a tenant. Left out: of each. */
  serves?(tenant: AskingTenant): boolean;
  /** Counts what a tenant has. It has three seconds; a number that makes no sense is `null`, or counts as `unknown`. */
  summary?(query: ResourceQuery, signal: AbortSignal): Promise<PartialOverview>;
  /** Lists what a tenant has. It has three seconds. */
  list?(query: ResourceQuery, signal: AbortSignal): Promise<readonly ResourceRef[]>;
  /** Lists the jobs of a tenant that wait, run, or have ended lately. It has three seconds. */
  jobs?(query: ResourceQuery, signal: AbortSignal): Promise<readonly ProviderJob[]>;
  /**
   * Says what a user owns, or has at work, beside the jobs that `jobs` lists. It has ten seconds; when it fails, or says what makes no sense, the user cannot be deleted.
   *
   * @param signal Says that nobody waits any more.
   */
  ownedBy(userId: string, signal: AbortSignal, tenantId: string): Promise<readonly Owned[]>;
  /**
   * Gives what one user owns to another. It may be asked for the same again, after it has failed or its process has ended in the midst:
   * what has been given stays given, and the rest follows.
   *
   * @param types Which types, as `ownedBy` calls them; `null` for all.
   * @param progress Is told how many there are and how many are done; `total` is `null` where nobody knows.
   * @param signal Says that it shall stop where it is.
   */
  transfer?(
    from: string,
    to: string,
    types: readonly string[] | null,
    progress: (done: number, total: number | null) => void,
    signal: AbortSignal,
    tenantId: string,
  ): Promise<void>;
  /**
   * Is told what has become of a user, in the order in which it happened. When it throws, or takes longer than some seconds, it is told
   * again, for a day: so it may be told the same twice.
   */
  userChanged?(change: UserChange): Promise<void>;
}
