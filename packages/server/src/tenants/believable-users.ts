import type {BroughtUser} from './insert-users.ts';
import {FIRST_NAMES, LAST_NAMES} from './names.ts';
import {TEAM} from './team.ts';

const DAY = 86_400_000;
const LONGEST_AGO = 1095 * DAY;

/** A user out of nothing but a number: the same number gives the same person, and no two numbers the same username. */
export const believableUser = (
  index: number,
  {now, domain, roleIds}: {readonly now: Date; readonly domain: string; readonly roleIds: Readonly<Record<string, string>>},
): Omit<BroughtUser, 'id'> => {
  const {username, firstName, lastName} = believableName(index);
  const chance = chancesOf(index);
  const age = 2 * DAY + chance() * LONGEST_AGO;
  const createdAt = new Date(now.getTime() - age);
  const isNew = chance() < 0.15;
  // Most were here lately.
  const away = age * chance() ** 3;
  const lastSignInAt = isNew ? null : new Date(now.getTime() - away);
  const isGone = chance() < 0.06;
  return {
    username,
    email: `${username}@${domain}`,
    firstName,
    lastName,
    roleId: roleIds[roleOf(chance())] ?? '',
    createdAt,
    lastSignInAt,
    deactivated: isGone ? {at: new Date(now.getTime() - (isNew ? age : away) / 2), reason: null} : null,
    note: null,
    credential: isNew ? {type: 'none'} : {type: 'external', issuer: `https://login.${domain}`, subject: username},
  };
};

const TEAM_USERNAMES: ReadonlySet<string> = new Set(TEAM.map(({username}) => username));

/** Pairs every first name with every last name before a pair comes again, then with a number, as do the namesakes of the team. */
export const believableName = (index: number): Pick<BroughtUser, 'username' | 'firstName' | 'lastName'> => {
  const firsts = FIRST_NAMES.length;
  const lasts = LAST_NAMES.length;
  const round = Math.floor(index / (firsts * lasts));
  const inFirsts = index % firsts;
  const first = FIRST_NAMES[inFirsts];
  const last = LAST_NAMES[(Math.floor(index / firsts) + inFirsts * 7) % lasts];
  if (!first || !last) {
    throw new RangeError(`There is no believable user number ${index}`);
  }
  const name = `${first.ascii}.${last.ascii}`;
  return {
    username: round === 0 && !TEAM_USERNAMES.has(name) ? name : `${name}${round + 1}`,
    firstName: first.name,
    lastName: last.name,
  };
};

const roleOf = (chance: number): string => {
  if (chance < 0.01) {
    return 'tenant-admin';
  }
  if (chance < 0.04) {
    return 'auditor';
  }
  if (chance < 0.12) {
    return 'analyst';
  }
  return chance < 0.3 ? 'developer' : 'tenant-user';
};

/** Numbers from 0 to 1 that look like chance and follow from the index (mulberry32). */
const chancesOf = (index: number): (() => number) => {
  let state = Math.imul(index + 1, 0x9e3779b1);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};
