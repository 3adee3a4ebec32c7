import type {ColumnType, Generated, JSONColumnType} from 'kysely';
import type {PasswordPolicy, Permission, Problem, Widget} from '@tenantry/sdk/contract';

// Timestamps are `timestamptz(3)`: a Date on both databases. Keys for equality or order are `text COLLATE "C"` (D2).
type Created = ColumnType<Date, Date, never>;
// Made by the database, compared by it, never read.
type Made = ColumnType<never, never, never>;

/** What a tenant has set. Members whose effect is not built are not here. */
export interface TenantSettings {
  readonly timeZone: string;
  readonly locale: string;
  readonly loginUrl: string;
  readonly uniqueEmail: boolean;
  readonly session: {readonly idleMinutes: number; readonly absoluteHours: number};
  readonly passwordPolicy: PasswordPolicy;
  /** Left out: users may arrange their own. */
  readonly dashboard?: {readonly personalLayouts: boolean};
}

export interface TenantTable {
  id: string;
  slug: string;
  status: 'active' | 'suspended';
}

export interface IssuerTable {
  issuer: string;
  /** The value of the tenant claim in tokens of this issuer. */
  tenant_claim: string;
  tenant_id: string;
}

/** What only the tenant itself may read of a tenant: the lookup table has no policy, this one has. */
export interface TenantProfileTable {
  tenant_id: string;
  name: string;
  settings: JSONColumnType<TenantSettings>;
  default_role_id: string | null;
  audit_seq: Generated<string>;
  created_at: Created;
}

/** One row a tenant, to be locked by whoever decides about more than one user (D3). It holds nothing. */
export interface TenantLockTable {
  tenant_id: string;
}

export interface RoleTable {
  tenant_id: string;
  id: string;
  key: string;
  name: string;
  name_key: string;
  description: string;
  kind: 'builtIn' | 'custom';
  based_on: string | null;
  status: 'enabled' | 'disabled';
  permissions: Permission[];
  created_at: Created;
  updated_at: Date;
  version: Generated<number>;
}

export interface UserTable {
  tenant_id: string;
  id: string;
  username: string;
  username_key: string;
  email: string;
  email_key: string;
  email_sort: string;
  email_unique: boolean;
  email_verified: Generated<boolean>;
  first_name: string;
  last_name: string;
  last_name_key: string;
  role_id: string;
  extra_permissions: Permission[];
  status: 'active' | 'deactivated';
  deactivated_at: Date | null;
  deactivation_reason: string | null;
  credential: 'none' | 'temporary' | 'password' | 'external';
  note: string | null;
  created_by_type: 'user' | 'service' | 'system' | 'operator';
  created_by_id: string | null;
  created_by_label: string | null;
  sessions_valid_from: Date | null;
  created_at: Created;
  updated_at: Date;
  version: Generated<number>;
}

/** One row a user who has a password, temporary or not. */
export interface CredentialTable {
  tenant_id: string;
  user_id: string;
  hash: string;
  temporary: boolean;
  expires_at: Date | null;
  changed_at: Date;
}

export interface ExternalIdTable {
  tenant_id: string;
  user_id: string;
  issuer: string;
  subject: string;
}

/** One row a user, outside the versioned row (D2). */
export interface UserActivityTable {
  tenant_id: string;
  user_id: string;
  last_sign_in_at: Date | null;
  last_active_at: Date | null;
  /** What the list is ordered by: the last sign-in, or infinitely late. */
  last_sign_in_ascending: Made;
  /** The last sign-in, or infinitely early. */
  last_sign_in_descending: Made;
}

/** The words by which a user is found (D2). `is_username` marks those of the username, for words of one character (W13). */
export interface UserWordTable {
  tenant_id: string;
  word: string;
  user_id: string;
  is_username: boolean;
}

export interface SessionTable {
  tenant_id: string;
  id: string;
  user_id: string;
  token_hash: string;
  kind: 'full' | 'passwordChangeRequired';
  method: 'password' | 'sso';
  ip: string;
  user_agent: string;
  created_at: Created;
  last_seen_at: Date;
  expires_at: Date;
}

/** Append-only: the app's role may insert and select, a trigger refuses the rest (T21). */
export interface AuditTable {
  tenant_id: string;
  seq: string;
  id: string;
  at: Created;
  actor_type: 'user' | 'service' | 'system' | 'operator';
  actor_id: string | null;
  action: string;
  target_type: string;
  target_id: string | null;
  outcome: 'success' | 'denied' | 'failed';
  changes: JSONColumnType<readonly {path: string; from?: unknown; to?: unknown}[]>;
  reason: string | null;
  ip: string | null;
  user_agent: string | null;
  request_id: string;
}

/** What was answered to a write that carried a key, for its repeats (W10). */
export interface IdempotencyRecordTable {
  tenant_id: string;
  principal_type: 'user' | 'operator';
  principal_id: string;
  method: string;
  path: string;
  key: string;
  /** Tells a repeat from another request under the same key. */
  fingerprint: string;
  status: number;
  headers: JSONColumnType<Readonly<Record<string, string>>>;
  body: ColumnType<unknown, string | null, string | null>;
  created_at: Date;
}

/** What is left of a budget of sign-in, for each that is not whole. `tenant_id` may be none: names in unknown tenants are counted too. */
export interface SignInBudgetTable {
  tenant_id: string;
  key: string;
  /** When nothing is missing any more. */
  whole_at: Date;
}

/** What is to be told outside the database, until it has been (D4). `tenant_id` may be none, as with budgets of sign-in. */
export interface OutboxTable {
  tenant_id: string;
  id: Generated<string>;
  kind: string;
  subject: string | null;
  lane: string | null;
  payload: JSONColumnType<Readonly<Record<string, unknown>>>;
  attempts: Generated<number>;
  due_at: Date;
  created_at: Created;
}

/** Who tells what a tenant has in its outbox, and until when nobody else does. */
export interface OutboxDispatcherTable {
  tenant_id: string;
  held_by: string;
  held_until: Date;
}

/** The link by which a user may set a password (A11). */
export interface LinkTable {
  tenant_id: string;
  user_id: string;
  token_hash: string;
  expires_at: Date;
}

/** Work that goes on after the answer (W18). */
export interface OperationTable {
  tenant_id: string;
  id: string;
  kind: 'transfer';
  status: 'pending' | 'running' | 'succeeded' | 'failed' | 'cancelled';
  starter_type: 'user' | 'operator';
  starter_id: string;
  from_user_id: string;
  to_user_id: string;
  /** `null` for all. */
  types: string[] | null;
  done: Generated<string>;
  total: string | null;
  result: ColumnType<Readonly<Record<string, unknown>> | null, string | null, string | null>;
  error: ColumnType<Problem | null, string | null, string | null>;
  attempts: Generated<number>;
  /** The process at work on it, until `held_until` at the longest. */
  held_by: string | null;
  held_until: Date | null;
  created_at: Created;
  updated_at: Date;
  expires_at: Created;
  version: Generated<number>;
}

/** How a dashboard is arranged: one row for the tenant, and one for each user who has arranged their own (L14). */
export interface LayoutTable {
  tenant_id: string;
  id: string;
  /** `null` for the tenant's. */
  user_id: string | null;
  widgets: JSONColumnType<readonly Widget[]>;
  /** Of the tenant's: the ids of the tiles that every personal one keeps. */
  locked: string[];
  /** Of a personal one: the tenant's that it was arranged on, and the version that had. */
  based_on: string | null;
  based_on_version: number | null;
  created_at: Created;
  updated_at: Date;
  version: Generated<number>;
}

/** Who is about to be deleted: until then nobody acts as that user. */
export interface DeletionTable {
  tenant_id: string;
  user_id: string;
  until: Date;
}

/** The signature of a deleted user's name, which nobody else gets until then (L3). */
export interface UsernameHoldTable {
  tenant_id: string;
  signature: string;
  until: Date;
}

export interface Schema {
  tenants: TenantTable;
  issuers: IssuerTable;
  tenant_profiles: TenantProfileTable;
  tenant_locks: TenantLockTable;
  roles: RoleTable;
  users: UserTable;
  credentials: CredentialTable;
  external_ids: ExternalIdTable;
  user_activity: UserActivityTable;
  user_words: UserWordTable;
  sessions: SessionTable;
  audit_events: AuditTable;
  idempotency_records: IdempotencyRecordTable;
  sign_in_budgets: SignInBudgetTable;
  outbox: OutboxTable;
  outbox_dispatchers: OutboxDispatcherTable;
  links: LinkTable;
  operations: OperationTable;
  deletions: DeletionTable;
  username_holds: UsernameHoldTable;
  layouts: LayoutTable;
}
