import {type ResourceSummary, type SectionName, type TenantClient, WIDGET_TYPES, type Widget} from '@tenantry/sdk';
import {chip, cluster, external, list, machine, queue, server} from '../tile-icons.ts';
import type {ResourceDashboardMessages} from './resource-dashboard.messages.ts';

/** What a tile of the host is given to draw itself from. */
export interface WidgetContext {
  readonly widget: Widget;
  /** The tile's options, as the type's schema reads them. */
  readonly options: unknown;
  readonly client: TenantClient | undefined;
  /** What is known of resources; nothing, until it is. */
  readonly summary: ResourceSummary | undefined;
}

/** A Standard Schema that answers at once: https://standardschema.dev */
export interface OptionsSchema {
  readonly '~standard': {readonly validate: (options: unknown) => unknown};
}

/** A kind of tile that the host page makes. */
export interface DashboardWidget {
  /** What is stored of it: `acme.energy`. */
  readonly type: string;
  readonly title: string;
  /** The path of an icon on a grid of 16 px. */
  readonly icon?: string;
  /** The tag of the element that a tile consists of; it is given `widget`, `options`, `client` and `summary`. */
  readonly element?: string;
  /** What a tile consists of, where it is no element: a template, a node or a text. */
  readonly render?: (context: WidgetContext) => unknown;
  /** Reads the options of a tile; one whose options it refuses is not drawn. */
  readonly schema?: OptionsSchema;
  readonly defaultSize?: {readonly columns: number; readonly rows: number};
  /** Without it, the tile is neither offered nor drawn. */
  readonly permission?: string;
}

/** A kind of tile as the dashboard knows it. */
export interface KnownType {
  readonly type: string;
  readonly title: string;
  readonly glyph: string;
  readonly size: {readonly columns: number; readonly rows: number};
  /** As the host defines it; none for our own. */
  readonly own?: DashboardWidget;
}

type BuiltIn = (typeof WIDGET_TYPES)[number];

interface BuiltInType {
  readonly tag: string;
  readonly glyph: string;
  /** Any of them will do. */
  readonly permissions?: readonly string[];
  readonly size: readonly [columns: number, rows: number];
}

const RESOURCES = ['resources.read', 'resources.readAll'];

const BUILT_IN: Readonly<Record<BuiltIn, BuiltInType>> = {
  bareMetal: {tag: 'resource-card', glyph: server, permissions: RESOURCES, size: [6, 2]},
  virtualMachine: {tag: 'resource-card', glyph: machine, permissions: RESOURCES, size: [6, 2]},
  kubernetes: {tag: 'resource-card', glyph: cluster, permissions: RESOURCES, size: [6, 2]},
  slurm: {tag: 'resource-card', glyph: queue, permissions: RESOURCES, size: [6, 2]},
  gpu: {tag: 'gpu-card', glyph: chip, permissions: RESOURCES, size: [6, 2]},
  jobs: {tag: 'job-list', glyph: list, permissions: ['jobs.read', 'resources.readAll'], size: [12, 3]},
  links: {tag: 'quick-links', glyph: external, size: [4, 2]},
};

const SECTIONS: ReadonlySet<string> = new Set(['bareMetal', 'virtualMachine', 'kubernetes', 'slurm'] satisfies SectionName[]);

/** Whether a type is one of the four kinds of resources. */
export const isSection = (type: string): type is SectionName => SECTIONS.has(type);

/**
 * The kinds of tiles that can be drawn: our own, as far as their elements are registered, then the host's; none that needs a permission
 * which the user is known to lack.
 */
export const knownTypes = (
  own: readonly DashboardWidget[],
  text: ResourceDashboardMessages,
  can: (permission: string) => boolean | undefined,
): ReadonlyMap<string, KnownType> => {
  const known = new Map<string, KnownType>();
  for (const type of WIDGET_TYPES) {
    const {
      tag,
      glyph,
      permissions,
      size: [columns, rows],
    } = BUILT_IN[type];
    if (customElements.get(tag) && (permissions?.some((each) => can(each) !== false) ?? true)) {
      known.set(type, {type, title: text[type], glyph, size: {columns, rows}});
    }
  }
  for (const each of own) {
    const {type, title, icon = list, defaultSize: size = {columns: 4, rows: 2}, permission} = each;
    if (!known.has(type) && (permission === undefined || can(permission) !== false)) {
      known.set(type, {type, title: String(title), glyph: icon, size, own: each});
    }
  }
  return known;
};

/** The options of a tile, as its schema reads them. What it refuses is thrown. */
export const readOptions = ({'~standard': {validate}}: OptionsSchema, options: unknown): unknown => {
  const {value, issues} = validate(options) as {readonly value?: unknown; readonly issues?: readonly {readonly message: string}[]};
  if (issues || value === undefined) {
    throw new TypeError(issues?.[0]?.message ?? 'The schema of a tile did not answer at once.');
  }
  return value;
};

/** What of a host's list is a kind of tile: it may be anything. */
export const widgetTypesIn = (list: unknown): readonly DashboardWidget[] =>
  Array.isArray(list) ? list.filter((each) => typeof each?.type === 'string' && typeof each.title === 'string') : [];

/** Nobody is asked more often. */
const LEAST_SECONDS = 5;
const USUAL_SECONDS = 30;

/** What a host's wish comes down to: no less than five seconds, half a minute where it says nothing sensible. */
export const refreshSeconds = (wish: unknown): number =>
  typeof wish === 'number' && Number.isFinite(wish) && wish > 0 ? Math.max(wish, LEAST_SECONDS) : USUAL_SECONDS;
