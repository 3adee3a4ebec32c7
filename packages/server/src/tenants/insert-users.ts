import {type Insertable, sql} from 'kysely';
import type {TenantTransaction} from '../db/database.ts';
import type {UserTable} from '../db/schema.ts';
import {userKeys, userWords} from '../users/keys.ts';

/** A user that the server itself brings in: a tenant's first administrator, a team to look at. */
export interface BroughtUser {
  readonly id: string;
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly roleId: string;
  readonly createdAt: Date;
  readonly lastSignInAt: Date | null;
  readonly deactivated: {readonly at: Date; readonly reason: string | null} | null;
  readonly note: string | null;
  /** How the user signs in; `none` for who cannot. */
  readonly credential:
    | {readonly type: 'none'}
    | {readonly type: 'password'; readonly hash: string}
    | {readonly type: 'external'; readonly issuer: string; readonly subject: string};
}

/**
 * Writes many users at once, with their keys, words and activity: a statement a table, however many there are. Whoever is there already, by
 * username or e-mail, is left out. Returns how many were written.
 */
export const insertUsers = async (transaction: TenantTransaction, tenantId: string, users: readonly BroughtUser[]): Promise<number> => {
  const {rows} = await sql<{id: string}>`
    insert into users (
      tenant_id, id, username, username_key, email, email_key, email_sort, email_unique, email_verified, first_name, last_name,
      last_name_key, role_id, extra_permissions, status, deactivated_at, deactivation_reason, credential, note, created_by_type,
      created_by_id, created_by_label, sessions_valid_from, created_at, updated_at, version
    )
    select * from json_populate_recordset(null::users, ${JSON.stringify(users.map((user) => userRow(tenantId, user)))})
    on conflict do nothing
    returning id`.execute(transaction);
  const written = new Set(rows.map(({id}) => id));
  const added = users.filter(({id}) => written.has(id));
  await sql`
    insert into user_words (tenant_id, word, user_id, is_username)
    select * from json_populate_recordset(null::user_words, ${JSON.stringify(
      added.flatMap((user) =>
        userWords(user).map(({word, isUsername}) => ({tenant_id: tenantId, word, user_id: user.id, is_username: isUsername})),
      ),
    )})`.execute(transaction);
  await sql`
    insert into user_activity (tenant_id, user_id, last_sign_in_at, last_active_at)
    select tenant_id, user_id, last_sign_in_at, last_sign_in_at
    from json_populate_recordset(null::user_activity, ${JSON.stringify(
      added.map(({id, lastSignInAt}) => ({tenant_id: tenantId, user_id: id, last_sign_in_at: lastSignInAt})),
    )})`.execute(transaction);
  await insertCredentials(transaction, tenantId, added);
  return added.length;
};

const insertCredentials = async (transaction: TenantTransaction, tenantId: string, users: readonly BroughtUser[]): Promise<void> => {
  const passwords = users.flatMap(({id, credential, createdAt}) =>
    credential.type === 'password'
      ? [{tenant_id: tenantId, user_id: id, hash: credential.hash, temporary: false, expires_at: null, changed_at: createdAt}]
      : [],
  );
  const externals = users.flatMap(({id, credential}) =>
    credential.type === 'external' ? [{tenant_id: tenantId, user_id: id, issuer: credential.issuer, subject: credential.subject}] : [],
  );
  await sql`insert into credentials select * from json_populate_recordset(null::credentials, ${JSON.stringify(passwords)})`.execute(
    transaction,
  );
  await sql`insert into external_ids select * from json_populate_recordset(null::external_ids, ${JSON.stringify(externals)})`.execute(
    transaction,
  );
};

const userRow = (tenantId: string, user: BroughtUser): Insertable<UserTable> => ({
  tenant_id: tenantId,
  id: user.id,
  username: user.username,
  email: user.email,
  ...userKeys(user),
  email_unique: true,
  email_verified: false,
  first_name: user.firstName,
  last_name: user.lastName,
  role_id: user.roleId,
  extra_permissions: [],
  status: user.deactivated ? 'deactivated' : 'active',
  deactivated_at: user.deactivated?.at ?? null,
  deactivation_reason: user.deactivated?.reason ?? null,
  credential: user.credential.type,
  note: user.note,
  created_by_type: 'system',
  created_by_id: null,
  created_by_label: null,
  sessions_valid_from: null,
  created_at: user.createdAt,
  updated_at: user.deactivated?.at ?? user.createdAt,
  version: user.deactivated ? 2 : 1,
});
