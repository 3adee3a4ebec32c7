import type {Me, Page, PasswordPolicy, Role, Session, User} from '@tenantry/sdk';

// Objects as the contract shapes them, for the fake client. Names and times are those of the design.

/** An id with a readable end: `sampleId('usr', 3)`. */
export const sampleId = (prefix: string, number: number): string => `${prefix}_${String(number).padStart(26, '0')}`;

const tenantId = sampleId('ten', 1);

export const sampleRole = (changes: Partial<Role> = {}): Role => ({
  id: sampleId('rol', 1),
  tenantId,
  key: 'tenant-user',
  name: 'Tenant User',
  description: 'Runs jobs, notebooks and models.',
  kind: 'builtIn',
  basedOn: null,
  status: 'enabled',
  permissions: ['jobs.submit', 'jobs.read', 'notebooks.use', 'models.query'],
  createdAt: '2026-01-05T08:00:00.000Z',
  updatedAt: '2026-01-05T08:00:00.000Z',
  version: 1,
  ...changes,
});

export const sampleUser = (changes: Partial<User> = {}): User => ({
  id: sampleId('usr', 1),
  tenantId,
  username: 'amara.okafor',
  email: 'amara.okafor@nlab.example',
  emailVerified: true,
  firstName: 'Amara',
  lastName: 'Okafor',
  roleId: sampleId('rol', 9),
  role: {id: sampleId('rol', 9), key: 'tenant-admin', name: 'Tenant Admin'},
  extraPermissions: [],
  effectivePermissions: ['users.read', 'users.create', 'users.assignRole', 'users.export', 'roles.read'],
  status: 'active',
  deactivatedAt: null,
  deactivationReason: null,
  credential: 'password',
  passwordChangedAt: '2026-03-03T09:00:00.000Z',
  temporaryPasswordExpiresAt: null,
  externalIds: [],
  note: null,
  createdBy: {type: 'system', id: null, label: 'system'},
  createdAt: '2026-03-03T08:30:00.000Z',
  updatedAt: '2026-03-03T09:00:00.000Z',
  version: 1,
  ...changes,
});

export const sampleSession = (changes: Partial<Session> = {}): Session => ({
  id: sampleId('ses', 1),
  tenantId,
  userId: sampleId('usr', 1),
  kind: 'full',
  method: 'password',
  createdAt: '2026-05-12T06:51:00.000Z',
  lastSeenAt: '2026-05-12T12:30:00.000Z',
  expiresAt: '2026-05-12T18:51:00.000Z',
  ip: '192.0.2.17',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  current: true,
  ...changes,
});

export const sampleMe = (changes: Partial<Me> = {}): Me => ({
  user: sampleUser(),
  tenant: {id: tenantId, slug: 'northlight', name: 'Northlight'},
  session: sampleSession(),
  permissions: ['users.read', 'users.create', 'users.assignRole', 'users.export', 'roles.read'],
  features: [],
  landing: 'users',
  serverTime: '2026-05-12T12:32:00.000Z',
  ...changes,
});

export const samplePolicy = (changes: Partial<PasswordPolicy> = {}): PasswordPolicy => ({
  minLength: 15,
  maxLength: 128,
  maxAgeDays: null,
  temporaryPasswordTtlHours: 24,
  blocklist: true,
  forbidPersonal: true,
  composition: null,
  ...changes,
});

/** A list in one page. */
export const pageOf = <Item>(items: Item[], changes: Partial<Page<Item>> = {}): Page<Item> => ({
  items,
  next: null,
  prev: null,
  limit: 50,
  total: null,
  ...changes,
});

const people: readonly (readonly [
  first: string,
  last: string,
  role: string,
  created: string,
  lastSignIn: string | null,
  changes?: Partial<User>,
])[] = [
  ['Nia', 'Castellanos', 'Tenant User', '2026-05-12', null, {credential: 'temporary'}],
  ['Oskar', 'Lindqvist', 'GPU Researcher', '2026-05-11', '2026-05-12T07:14'],
  ['Priya', 'Raghunathan', 'Developer', '2026-05-08', '2026-05-12T12:05'],
  ['Tomás', 'Reyes', 'Analyst', '2026-05-06', null, {credential: 'none'}],
  ['Li', 'Wenjing', 'GPU Researcher', '2026-04-29', '2026-05-11T16:47'],
  ['Hannah', 'Osei', 'Developer', '2026-04-24', '2026-05-10T08:30'],
  ['Yusuf', 'Demir', 'Tenant User', '2026-04-20', '2026-04-28T08:30', {status: 'deactivated', deactivatedAt: '2026-05-01T09:00:00.000Z'}],
  ['Freya', 'Nilsen', 'Tenant User', '2026-04-14', '2026-05-12T09:22'],
  ['Mateo', 'Ferreira', 'Developer', '2026-04-02', '2026-05-09T08:30', {credential: 'temporary'}],
  ['Aiko', 'Tanabe', 'Analyst', '2026-03-23', '2026-05-11T08:30'],
  ['Kofi', 'Mensah', 'Auditor', '2026-03-17', '2026-05-04T08:30'],
  ['Amara', 'Okafor', 'Tenant Admin', '2026-03-03', '2026-05-12T06:51'],
];

/** The team of the design, newest first; the last one is {@link sampleUser}, who is signed in. */
export const sampleTeam = (): User[] =>
  people.map(([firstName, lastName, role, created, lastSignIn, changes], index) => {
    const username = `${firstName}.${lastName}`.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
    return sampleUser({
      id: sampleId('usr', people.length - index),
      username,
      email: `${username}@nlab.example`,
      firstName,
      lastName,
      role: {id: sampleId('rol', index + 1), key: role.toLowerCase().replace(' ', '-'), name: role},
      createdAt: `${created}T08:30:00.000Z`,
      activity: {
        lastSignInAt: lastSignIn === null ? null : `${lastSignIn}:00.000Z`,
        lastActiveAt: null,
        openSessions: 0,
        signInFailures24h: 0,
      },
      ...changes,
    });
  });

/** So many users after one another. */
export const manyUsers = (count: number, first = 1): User[] =>
  Array.from({length: count}, (_, index) => {
    const number = String(first + index).padStart(4, '0');
    return sampleUser({
      id: sampleId('usr', 1000 + first + index),
      username: `user.${number}`,
      email: `user.${number}@nlab.example`,
      firstName: 'User',
      lastName: number,
      activity: {lastSignInAt: '2026-05-12T07:14:00.000Z', lastActiveAt: null, openSessions: 0, signInFailures24h: 0},
    });
  });
