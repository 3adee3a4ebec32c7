/**
 * The tables of the first version. Three rules hold for each that belongs to a tenant: `tenant_id` comes first in its primary key and in
 * every foreign key, so that no reference crosses tenants; row-level security shows the app's role only the tenant that its transaction
 * has named; the app's role may do what the app does, no more (D1, T14).
 */
export const tenantsAndUsers = `
create table tenants (
  id text collate "C" primary key,
  slug text collate "C" not null unique,
  status text collate "C" not null check (status in ('active', 'suspended'))
);

create table issuers (
  issuer text collate "C" not null,
  tenant_claim text collate "C" not null,
  tenant_id text collate "C" not null references tenants (id),
  primary key (issuer, tenant_claim)
);

create table tenant_profiles (
  tenant_id text collate "C" primary key references tenants (id),
  name text not null,
  settings jsonb not null,
  default_role_id text collate "C",
  audit_seq bigint not null default 0,
  created_at timestamptz(3) not null
);

create table roles (
  tenant_id text collate "C" not null references tenants (id),
  id text collate "C" not null,
  key text collate "C" not null,
  name text not null,
  name_key text collate "C" not null,
  description text not null,
  kind text collate "C" not null check (kind in ('builtIn', 'custom')),
  based_on text collate "C",
  status text collate "C" not null check (status in ('enabled', 'disabled')),
  permissions text[] not null,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, key),
  unique (tenant_id, name_key)
);
create index roles_by_created_at on roles (tenant_id, created_at, id);
alter table tenant_profiles add foreign key (tenant_id, default_role_id) references roles (tenant_id, id);

create table users (
  tenant_id text collate "C" not null references tenants (id),
  id text collate "C" not null,
  username text not null,
  username_key text collate "C" not null,
  email text not null,
  email_key text collate "C" not null,
  email_sort text collate "C" not null,
  email_unique boolean not null,
  email_verified boolean not null default false,
  first_name text not null,
  last_name text not null,
  last_name_key text collate "C" not null,
  role_id text collate "C" not null,
  extra_permissions text[] not null,
  status text collate "C" not null check (status in ('active', 'deactivated')),
  deactivated_at timestamptz(3),
  deactivation_reason text,
  credential text collate "C" not null check (credential in ('none', 'temporary', 'password', 'external')),
  note text,
  created_by_type text collate "C" not null check (created_by_type in ('user', 'service', 'system', 'operator')),
  created_by_id text collate "C",
  created_by_label text,
  sessions_valid_from timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, role_id) references roles (tenant_id, id)
);
create unique index users_by_username on users (tenant_id, username_key);
create unique index users_by_unique_email on users (tenant_id, email_key) where email_unique;
create index users_by_email on users (tenant_id, email_sort, id);
create index users_by_last_name on users (tenant_id, last_name_key, id);
create index users_by_created_at on users (tenant_id, created_at, id);
create index users_by_status on users (tenant_id, status, id);
create index users_by_role on users (tenant_id, role_id);

create table credentials (
  tenant_id text collate "C" not null,
  user_id text collate "C" not null,
  hash text not null,
  temporary boolean not null,
  expires_at timestamptz(3),
  changed_at timestamptz(3) not null,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);

create table external_ids (
  tenant_id text collate "C" not null,
  user_id text collate "C" not null,
  issuer text collate "C" not null,
  subject text collate "C" not null,
  primary key (tenant_id, issuer, subject),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create index external_ids_by_user on external_ids (tenant_id, user_id);

-- Who never signed in comes last in both directions (W14): two columns stand in for null, so that a page's edge stays one comparison.
create table user_activity (
  tenant_id text collate "C" not null,
  user_id text collate "C" not null,
  last_sign_in_at timestamptz(3),
  last_active_at timestamptz(3),
  last_sign_in_ascending timestamptz(3) not null generated always as (coalesce(last_sign_in_at, 'infinity')) stored,
  last_sign_in_descending timestamptz(3) not null generated always as (coalesce(last_sign_in_at, '-infinity')) stored,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create index user_activity_ascending on user_activity (tenant_id, last_sign_in_ascending, user_id);
create index user_activity_descending on user_activity (tenant_id, last_sign_in_descending, user_id);

create table user_words (
  tenant_id text collate "C" not null,
  word text collate "C" not null,
  user_id text collate "C" not null,
  is_username boolean not null,
  primary key (tenant_id, word, user_id),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create index user_words_by_user on user_words (tenant_id, user_id, word);
create index user_words_of_usernames on user_words (tenant_id, word, user_id) where is_username;

create table sessions (
  tenant_id text collate "C" not null,
  id text collate "C" not null,
  user_id text collate "C" not null,
  token_hash text collate "C" not null,
  kind text collate "C" not null check (kind in ('full', 'passwordChangeRequired')),
  method text collate "C" not null check (method in ('password', 'sso')),
  ip text not null,
  user_agent text not null,
  created_at timestamptz(3) not null,
  last_seen_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  primary key (tenant_id, id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create index sessions_by_user on sessions (tenant_id, user_id, created_at, id);

create table audit_events (
  tenant_id text collate "C" not null references tenants (id),
  seq bigint not null,
  id text collate "C" not null,
  at timestamptz(3) not null,
  actor_type text collate "C" not null check (actor_type in ('user', 'service', 'system', 'operator')),
  actor_id text collate "C",
  action text collate "C" not null,
  target_type text collate "C" not null,
  target_id text collate "C",
  outcome text collate "C" not null check (outcome in ('success', 'denied', 'failed')),
  changes jsonb not null,
  reason text,
  ip text,
  user_agent text,
  request_id text not null,
  primary key (tenant_id, seq)
);
create index audit_events_failed_sign_ins on audit_events (tenant_id, target_id, at) where action = 'session.signInFailed';

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_events_stay before update or delete or truncate on audit_events for each statement execute function refuse_change();

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array[
    'tenant_profiles', 'roles', 'users', 'credentials', 'external_ids', 'user_activity', 'user_words', 'sessions', 'audit_events'
  ] loop
    execute format('alter table %I enable row level security', tenant_table);
    execute format(
      $policy$
        create policy own_tenant on %I
          using (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
          with check (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
      $policy$,
      tenant_table
    );
  end loop;
end
$$;

grant select on tenants, issuers, tenant_profiles, roles to tenantry_app;
grant update (audit_seq) on tenant_profiles to tenantry_app;
grant select, insert, update on users, credentials, user_activity to tenantry_app;
grant select, insert on external_ids, audit_events to tenantry_app;
grant select, insert, delete on user_words to tenantry_app;
grant select, insert, update, delete on sessions to tenantry_app;
`;
