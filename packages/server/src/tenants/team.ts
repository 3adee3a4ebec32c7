import type {BroughtUser} from './insert-users.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A member of the team that a demonstration begins with. Times are so long ago. */
export interface TeamMember extends Pick<BroughtUser, 'username' | 'firstName' | 'lastName' | 'note'> {
  readonly role: string;
  readonly created: number;
  readonly lastSignIn: number | null;
  readonly deactivated?: {readonly ago: number; readonly reason: string | null};
}

/** Twelve people in different states: at work, away for long, new, gone. None has a password: who signs in does so elsewhere. */
export const TEAM: readonly TeamMember[] = [
  {
    username: 'amara.okafor',
    firstName: 'Amara',
    lastName: 'Okafor',
    role: 'developer',
    created: 412 * DAY,
    lastSignIn: 3 * HOUR,
    note: null,
  },
  {
    username: 'jonas.bergstrom',
    firstName: 'Jonas',
    lastName: 'Bergström',
    role: 'analyst',
    created: 380 * DAY,
    lastSignIn: 27 * HOUR,
    note: null,
  },
  {username: 'leila.haddad', firstName: 'Leila', lastName: 'Haddad', role: 'auditor', created: 301 * DAY, lastSignIn: 6 * DAY, note: null},
  {
    username: 'oleksandr.shevchenko',
    firstName: 'Олександр',
    lastName: 'Шевченко',
    role: 'developer',
    created: 256 * DAY,
    lastSignIn: HOUR / 3,
    note: null,
  },
  {
    username: 'tomas.novak',
    firstName: 'Tomáš',
    lastName: 'Novák',
    role: 'developer',
    created: 244 * DAY,
    lastSignIn: 45 * DAY,
    deactivated: {ago: 40 * DAY, reason: 'Left the project'},
    note: null,
  },
  {
    username: 'ines.moreau',
    firstName: 'Inès',
    lastName: 'Moreau',
    role: 'analyst',
    created: 230 * DAY,
    lastSignIn: 131 * DAY,
    deactivated: {ago: 120 * DAY, reason: null},
    note: null,
  },
  {
    username: 'hiroshi.sato',
    firstName: 'Hiroshi',
    lastName: 'Sato',
    role: 'tenant-user',
    created: 198 * DAY,
    lastSignIn: 93 * DAY,
    note: null,
  },
  {
    username: 'sofia.garcia',
    firstName: 'Sofía',
    lastName: 'García López',
    role: 'tenant-user',
    created: 122 * DAY,
    lastSignIn: 2 * HOUR,
    note: null,
  },
  {
    username: 'noor.vandijk',
    firstName: 'Noor',
    lastName: 'van Dijk',
    role: 'tenant-user',
    created: 31 * DAY,
    lastSignIn: 4 * DAY,
    note: 'Intern until the end of the quarter.',
  },
  {username: 'wang.xiaoming', firstName: '小明', lastName: '王', role: 'developer', created: 9 * DAY, lastSignIn: null, note: null},
  {username: 'priya.raman', firstName: 'Priya', lastName: 'Raman', role: 'tenant-user', created: 5 * DAY, lastSignIn: null, note: null},
  {username: 'david.mensah', firstName: 'David', lastName: 'Mensah', role: 'tenant-user', created: 26 * HOUR, lastSignIn: null, note: null},
];
