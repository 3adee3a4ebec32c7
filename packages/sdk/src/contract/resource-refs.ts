import * as z from 'zod/mini';
import {pageOf} from './page.ts';
import type {RESOURCE_TYPES} from './resource-types.ts';
import {openEnum} from './scalars.ts';

/** One thing that a tenant has, as its catalogue names it. */
export const ResourceRef = z.object({
  type: openEnum<(typeof RESOURCE_TYPES)[number]>(),
  /** Unique among those of its type in the tenant: the source's name, a slash, what the source calls it. */
  id: z.string(),
  label: z.string(),
});
export type ResourceRef = z.infer<typeof ResourceRef>;

export const ResourceRefPage = pageOf(ResourceRef);
