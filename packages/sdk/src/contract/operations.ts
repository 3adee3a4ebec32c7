import * as z from 'zod/mini';
import {Problem} from './problem.ts';
import {closedEnum, Id, Integer, openEnum, Timestamp, Version} from './scalars.ts';

/** Work that goes on after the answer (W18). Whoever has started it may follow and cancel it, until `expiresAt`. */
export const Operation = z.object({
  id: Id,
  tenantId: Id,
  kind: openEnum<'transfer'>(),
  status: closedEnum(['pending', 'running', 'succeeded', 'failed', 'cancelled']),
  /** `total` is `null` where nobody knows it. */
  progress: z.object({done: Integer, total: z.nullable(Integer)}),
  /** What came of it, once it has succeeded. */
  result: z.nullable(z.looseObject({})),
  /** Why it has failed. */
  error: z.nullable(Problem),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  expiresAt: Timestamp,
  version: Version,
});
export type Operation = z.infer<typeof Operation>;
