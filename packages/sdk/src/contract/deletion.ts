import * as z from 'zod/mini';
import {Integer, openEnum, Timestamp} from './scalars.ts';

/** What a user owns of one type, and what therefore stands against deleting the user (L10). */
export const Blocker = z.object({
  /** As the provider calls it: `job`, `storageVolume` … */
  type: z.string(),
  count: Integer,
  /** The names of a few of them. */
  sample: z.array(z.string()),
  /** Whether some of it is still at work. */
  unfinished: z.boolean(),
  /** Whether it can be given to another user. What cannot, has to end by itself or be removed where it is. */
  transferable: z.boolean(),
});
export type Blocker = z.infer<typeof Blocker>;

/** Why a user cannot be deleted beside what the user owns. */
export type DeletionWarning = 'ownership-unknown' | 'last-administrator';

/** Whether a user could be deleted when it was asked. The deletion decides again. */
export const DeletionCheck = z.object({
  deletable: z.boolean(),
  blockers: z.array(Blocker),
  /** `ownership-unknown` where not everybody could say what the user owns: then there may be more than the blockers tell. */
  warnings: z.array(openEnum<DeletionWarning>()),
  checkedAt: Timestamp,
});
export type DeletionCheck = z.infer<typeof DeletionCheck>;
