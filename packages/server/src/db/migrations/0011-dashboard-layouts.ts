/**
 * How dashboards are arranged (L14): one row for the tenant, whose `user_id` is `null`, and one for each user with a layout of their own,
 * which goes with the user. `based_on` is the row of the tenant's that a personal one was arranged on, and `based_on_version` the version it
 * had; there is no reference, since the tenant's may go before it.
 */
export const dashboardLayouts = `
create table layouts (
  tenant_id text collate "C" not null references tenants (id),
  id text collate "C" not null,
  user_id text collate "C",
  widgets jsonb not null,
  locked text[] not null,
  based_on text collate "C",
  based_on_version integer,
  created_at timestamptz(3) not null,
  updated_at timestamptz(3) not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create unique index layouts_of_tenants on layouts (tenant_id) where user_id is null;
create unique index layouts_of_users on layouts (tenant_id, user_id);

alter table layouts enable row level security;
create policy own_tenant on layouts
  using (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), ''));

grant select, insert, update, delete on layouts to tenantry_app;
`;
