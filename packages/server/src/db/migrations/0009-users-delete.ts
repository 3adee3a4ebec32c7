/**
 * Administrators of tenants that are there already may delete users, like those of new ones (see `users-update`); the app may delete rows
 * of users, and what belongs to a user goes with the row.
 *
 * Operations go on after the answer (W18). `held_by` is the process at work on one; when `held_until` is over it has ended in the midst.
 * There is no reference to `users`: an operation may outlive whom it is about.
 *
 * While a user is deleted nobody acts as that user, until `until` at the longest. Of a deleted user's name a signature is kept, for as long
 * as nobody else may have it (L3).
 */
export const usersDelete = `
update roles set permissions = permissions || '{users.delete}'
where kind = 'builtIn' and key = 'tenant-admin' and not permissions @> '{users.delete}';

grant delete on users to tenantry_app;

create table operations (
  tenant_id text collate "C" not null references tenants (id),
  id text collate "C" not null,
  kind text collate "C" not null check (kind in ('transfer')),
  status text collate "C" not null check (status in ('pending', 'running', 'succeeded', 'failed', 'cancelled')),
  starter_type text collate "C" not null check (starter_type in ('user', 'service', 'operator')),
  starter_id text collate "C" not null,
  from_user_id text collate "C" not null,
  to_user_id text collate "C" not null,
  types text[],
  done bigint not null default 0,
  total bigint,
  result jsonb,
  error jsonb,
  attempts integer not null default 0,
  held_by text collate "C",
  held_until timestamptz(3),
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  version integer not null default 1,
  primary key (tenant_id, id)
);
create index operations_by_expiry on operations (tenant_id, expires_at);
create index operations_unfinished on operations (tenant_id, id) where status in ('pending', 'running');

create table deletions (
  tenant_id text collate "C" not null,
  user_id text collate "C" not null,
  until timestamptz(3) not null,
  primary key (tenant_id, user_id),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);

create table username_holds (
  tenant_id text collate "C" not null references tenants (id),
  signature text collate "C" not null,
  until timestamptz(3) not null,
  primary key (tenant_id, signature)
);
create index username_holds_by_until on username_holds (tenant_id, until);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['operations', 'deletions', 'username_holds'] loop
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

grant select, insert, update, delete on operations, deletions, username_holds to tenantry_app;
`;
