import * as z from 'zod/mini';
import {closedEnum, Id, Integer, openEnum, Timestamp, Version} from './scalars.ts';
import type {WIDGET_COLUMNS, WIDGET_TYPES} from './widget-limits.ts';

/** One tile of a dashboard. Tiles stand in reading order, each as far up as there is room. */
export const Widget = z.object({
  /** Unique in its layout. */
  id: z.string(),
  /** One that the page does not know is kept, and not drawn. */
  type: openEnum<(typeof WIDGET_TYPES)[number]>(),
  /** Of twelve. */
  columns: z.number() as z.ZodMiniType<(typeof WIDGET_COLUMNS)[number]>,
  rows: Integer,
  hidden: z.boolean(),
  /** What the user calls it; `null`: what its type is called. */
  title: z.nullable(z.string()),
  options: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type Widget = z.infer<typeof Widget>;

/** How a dashboard is arranged (L14). */
export const DashboardLayout = z.object({
  /** `null` for the built-in one, as `version` and the times are. */
  id: z.nullable(Id),
  tenantId: Id,
  layer: closedEnum(['builtIn', 'tenant', 'personal']),
  widgets: z.array(Widget),
  /** The ids of the tenant's tiles that every personal layout keeps. */
  locked: z.array(z.string()),
  /** The version of the tenant's layout on which a personal one was arranged; `null` where there was none. */
  basedOnVersion: z.nullable(Version),
  /** Whether the tenant's layout has changed since. */
  outdated: z.boolean(),
  createdAt: z.nullable(Timestamp),
  updatedAt: z.nullable(Timestamp),
  version: z.nullable(Version),
});
export type DashboardLayout = z.infer<typeof DashboardLayout>;

/** A layout, and what the caller may change. */
export const LayoutAnswer = z.object({
  layout: DashboardLayout,
  editable: z.object({personal: z.boolean(), tenant: z.boolean()}),
});
export type LayoutAnswer = z.infer<typeof LayoutAnswer>;
