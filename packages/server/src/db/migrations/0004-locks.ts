/**
 * What writers lock before anything else (D3). The tenant has a row for that alone: the row of its profile holds the counter of the audit
 * trail, which every change takes last of all. A trigger makes it, so that a tenant has one whichever version of the server makes the tenant.
 *
 * PostgreSQL lets somebody lock a row who may update a column of it. Of a role that is the version, which the app never writes.
 */
export const locks = `
create table tenant_locks (
  tenant_id text collate "C" primary key references tenants (id)
);

create function add_tenant_lock() returns trigger language plpgsql as $$
begin
  insert into tenant_locks (tenant_id) values (new.id);
  return null;
end
$$;
create trigger tenants_have_locks after insert on tenants for each row execute function add_tenant_lock();
insert into tenant_locks (tenant_id) select id from tenants;

alter table tenant_locks enable row level security;
create policy own_tenant on tenant_locks
  using (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), ''));

grant select, update on tenant_locks to tenantry_app;
grant update (version) on roles to tenantry_app;
`;
