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
 * Compares the version a change is meant for with the one there is (W9).
 *
 * @param current The resource as it is now, for whoever was too late.
 */
export const checkVersion = async (ifMatch: number | '*' | undefined, version: number, current: () => Promise<unknown>): Promise<void> => {
  if (ifMatch === undefined) {
    throw new Refusal('precondition-required', 'This change needs If-Match');
  }
  if (ifMatch !== '*' && ifMatch !== version) {
    throw new Refusal('precondition-failed', 'The resource has changed since it was read', {
      members: {current: await current()},
      headers: {ETag: `"${version}"`},
    });
  }
};
