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
