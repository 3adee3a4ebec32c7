import type {LiveState} from './live-state.queries.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** How exact `lastSeenAt` is at most. */
const GRAIN_MS = 5 * MINUTE_MS;

type Limits = LiveState['limits'];

/** When a session ends if nobody uses it any more: idle or absolute, whichever comes first (A2). */
export const sessionEnd = (
  session: {readonly createdAt: Date; readonly lastSeenAt: Date; readonly expiresAt: Date},
  {idleMinutes, absoluteHours}: Limits,
): Date =>
  new Date(
    Math.min(
      session.expiresAt.getTime(),
      session.createdAt.getTime() + absoluteHours * HOUR_MS,
      session.lastSeenAt.getTime() + idleMinutes * MINUTE_MS,
    ),
  );

/** The absolute end of a session that begins now. */
export const absoluteEnd = (now: Date, {absoluteHours}: Limits): Date => new Date(now.getTime() + absoluteHours * HOUR_MS);

/**
 * Whether a use is worth writing down: at most every five minutes, more often where the idle limit is so short that a session in use
 * would run out between two writes.
 */
export const isTouchDue = (seen: Date | null, now: Date, {idleMinutes}: Limits): boolean =>
  seen === null || now.getTime() - seen.getTime() >= Math.min(GRAIN_MS, (idleMinutes * MINUTE_MS) / 6);

/** Whether a temporary password is past its time (A10). It is judged wherever it counts: at sign-in, and when it is changed. */
export const isPasswordOver = (
  {temporary, expires_at}: {readonly temporary: boolean | null; readonly expires_at: Date | null},
  now: Date,
): boolean => temporary === true && expires_at !== null && expires_at <= now;
