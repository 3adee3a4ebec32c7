import {Refusal} from '../refusal.ts';

/** Reads `If-Match` (W9). A weak tag counts as a strong one: proxies weaken tags when they compress (E7). */
export const parseIfMatch = (header: string | null): number | '*' | undefined => {
  if (header === null) {
    return undefined;
  }
  const value = header.trim();
  if (value === '*') {
    return '*';
  }
  const version = /^(?:W\/)?"([1-9]\d{0,9})"$/.exec(value)?.[1];
  if (version === undefined) {
    throw new Refusal('invalid-precondition', 'If-Match must be * or one quoted version');
  }
  return Number(version);
};

/**
 * Reads `If-None-Match` of what may be made by a PUT (W9): whether there must be nothing yet.
 *
 * @param ifMatch What `If-Match` says: it cannot be both.
 */
export const parseIfNoneMatch = (header: string | null, ifMatch: number | '*' | undefined): boolean => {
  if (header === null) {
    return false;
  }
  if (header.trim() !== '*' || ifMatch !== undefined) {
    throw new Refusal('invalid-precondition', 'If-None-Match must be * and come without If-Match');
  }
  return true;
};

/**
 * Compares the version a change is meant for with the one there is (W9).
 *
 * @param version `null` where there is nothing.
 * @param current The resource as it is now, for whoever was too late.
 */
export const checkVersion = async (
  ifMatch: number | '*' | undefined,
  version: number | null,
  current: () => Promise<unknown>,
): Promise<void> => {
  if (ifMatch === undefined) {
    throw new Refusal('precondition-required', 'This change needs If-Match');
  }
  if (version === null || (ifMatch !== '*' && ifMatch !== version)) {
    throw tooLate(version, await current());
  }
};

/**
 * Refuses a change that is meant for another state than there is.
 *
 * @param version `null` where there is nothing.
 * @param current The resource as it is now.
 */
export const tooLate = (version: number | null, current: unknown): Refusal =>
  new Refusal('precondition-failed', 'The resource has changed since it was read', {
    members: {current},
    headers: version === null ? {} : {ETag: `"${version}"`},
  });
