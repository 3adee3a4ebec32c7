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

/**
 * Something outside this server that keeps what users own: a scheduler, a cloud, the host's own database (§8). It is never asked within a
 * transaction. The ids of users are unique among all tenants; the tenant is named as well for whoever keeps tenants apart.
 */
export interface ResourceProvider {
  /** Unique among the providers of a server. The same after a restart: what is to be told is kept under it. */
  readonly name: string;
  /**
   * Says what a user owns, or has at work. It has ten seconds; when it fails, or says what makes no sense, the user cannot be deleted.
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
