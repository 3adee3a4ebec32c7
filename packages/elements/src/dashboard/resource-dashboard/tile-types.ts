import type {ResourceSummary, SectionName, TenantClient, Widget} from '@tenantry/sdk';

/** What a tile of the host is given to show. */
export interface TileContent {
  /** The tile as it is arranged: its name and its options. */
  readonly widget: Widget;
  /** The options as the `schema` of the tile's type reads them; without one, as they are kept. */
  readonly options: unknown;
  readonly client: TenantClient | undefined;
  /** What is known of resources; `undefined` until it is. */
  readonly summary: ResourceSummary | undefined;
}

/** A validator of any library that follows Standard Schema: zod, valibot, ArkType. It has to answer at once. */
export interface OptionsSchema {
  readonly '~standard': {readonly validate: (options: unknown) => unknown};
}

/** A type of tile that the host draws. */
export interface TileType {
  /** As it is kept in layouts. Those of Tenantry cannot be replaced. */
  readonly type: string;
  /** Its name, at the head of the tile and where tiles are added. */
  readonly title: string;
  /** The path of an icon on a grid of 16 px. */
  readonly icon?: string | undefined;
  /** The tag of an element, which gets the members of {@link TileContent} as properties. */
  readonly element?: string | undefined;
  /** Draws the tile instead of an element: answers a node, a text or a template of Lit. */
  readonly render?: ((content: TileContent) => unknown) | undefined;
  /** What the options of such a tile have to be. */
  readonly schema?: OptionsSchema | undefined;
  readonly defaultSize?: {readonly columns: Widget['columns']; readonly rows: number} | undefined;
  /** Drawn and offered only to those who have this permission. */
  readonly permission?: string | null | undefined;
}

/** The kinds of tile that show a section of the overview. */
export const KINDS: readonly SectionName[] = ['bareMetal', 'virtualMachine', 'kubernetes', 'slurm'];

/** The types of tile that Tenantry draws. */
export const OWN_TYPES = [...KINDS, 'gpu', 'jobs', 'links'] as const;
export type OwnType = (typeof OWN_TYPES)[number];

export const isKind = (type: string): type is SectionName => (KINDS as readonly string[]).includes(type);
export const isOwn = (type: string): type is OwnType => (OWN_TYPES as readonly string[]).includes(type);
