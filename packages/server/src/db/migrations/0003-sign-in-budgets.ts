/**
 * What is left of the budgets of sign-in (W15, T20): in the database, so that a restart gives nobody new tries. A row is one point in
 * time, at which its budget is whole again; without a row it is whole. There is no reference to `tenants`: names in tenants that do not
 * exist have budgets as well, or the limit would tell which tenants do (E16).
 */
export const signInBudgets = `
create table sign_in_budgets (
  tenant_id text collate "C" not null,
  key text collate "C" not null,
  whole_at timestamptz(3) not null,
  primary key (tenant_id, key)
);

alter table sign_in_budgets enable row level security;
create policy own_tenant on sign_in_budgets
  using (tenant_id = nullif(current_setting('app.tenant_id', true), ''))
  with check (tenant_id = nullif(current_setting('app.tenant_id', true), ''));

grant select, insert, update, delete on sign_in_budgets to tenantry_app;
`;
