/**
 * What was answered to writes that carried an `Idempotency-Key` (W10), for a day. The row of a write that is still running has status 0,
 * which nobody else ever sees: it commits with its answer.
 */
export const idempotencyRecords = `
create table idempotency_records (
  tenant_id text collate "C" not null references tenants (id),
  principal_type text collate "C" not null check (principal_type in ('user', 'service', 'operator')),
  principal_id text collate "C" not null,
  method text collate "C" not null,
  path text collate "C" not null,
  key text collate "C" not null,
  fingerprint text collate "C" not null,
  status integer not null,
  headers jsonb not null,
  -- Not jsonb: a repeat shows the members in the order in which the first answer had them.
  body json,
  created_at timestamptz(3) not null,
  primary key (tenant_id, principal_type, principal_id, method, path, key)
);
create index idempotency_records_by_created_at on idempotency_records (tenant_id, created_at);

alter table idempotency_records enable row level security;
create policy own_tenant on idempotency_records
  using (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), ''));

grant select, insert, update, delete on idempotency_records to tenantry_app;
`;
