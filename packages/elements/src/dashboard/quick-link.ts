/** A link of the host. */
export interface QuickLink {
  /** What it leads to: `workspace`, `playground`, `jobs` and `notebooks` have an icon and words of their own. */
  readonly key: string;
  /** Where it leads: an `https:` address, or a path of this server. Any other is not drawn. */
  readonly url: string;
  /** What it is called; needed for a key without words of its own. */
  readonly label?: string | undefined;
  /** A sentence about it. */
  readonly text?: string | undefined;
  /** Drawn for those only who have this permission. */
  readonly permission?: string | null | undefined;
}
