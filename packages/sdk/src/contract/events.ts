import * as z from 'zod/mini';
import {Id, openEnum, pattern, Timestamp, Version} from './scalars.ts';

/** What a stream of events can tell of (V3). */
export const EVENT_TYPES = [
  'user.created',
  'user.updated',
  'user.roleChanged',
  'user.passwordReset',
  'user.deactivated',
  'user.reactivated',
  'user.deleted',
  'session.ended',
  'layout.updated',
  'summary.updated',
] as const;

export type EventType = (typeof EVENT_TYPES)[number];

/** That something happened, and to what: whoever wants to know more reads it under their own rights (V1). */
export const TenantEvent = z.object({
  /** Its number in the tenant, a whole number as text. */
  id: pattern(/^(?:0|[1-9]\d{0,18})$/),
  type: openEnum<EventType>(),
  at: Timestamp,
  /** With `summary`, the id is the tenant's. */
  subject: z.object({
    type: openEnum<'user' | 'session' | 'layout' | 'summary'>(),
    id: Id,
    /** The version that it has now; `null` where it has none, where it is gone, and where what happened moves none. */
    version: z.nullable(Version),
  }),
});
export type TenantEvent = z.infer<typeof TenantEvent>;
