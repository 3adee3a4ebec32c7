import * as z from 'zod/mini';
import {closedEnum, Integer} from './scalars.ts';

/** How many there are: exactly, or at least so many (W12). */
export const Total = z.object({value: Integer, relation: closedEnum(['eq', 'gte'])});
export type Total = z.infer<typeof Total>;

/** One page of a list (W11). A page may be short; only `next: null` ends the list. */
export interface Page<Item> {
  items: Item[];
  next: string | null;
  prev: string | null;
  limit: number;
  total: Total | null;
}

/* @__NO_SIDE_EFFECTS__ */
export function pageOf<Item>(item: z.ZodMiniType<Item>): z.ZodMiniType<Page<Item>> {
  return z.object({
    items: z.array(item),
    next: z.nullable(z.string()),
    prev: z.nullable(z.string()),
    limit: Integer,
    total: z.nullable(Total),
  });
}
