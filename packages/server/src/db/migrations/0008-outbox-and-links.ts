/**
 * What is to be told outside the database (D4): it commits with the effect that it tells of, and goes when it has been told. There is no
 * reference to `tenants`: who forgot a password in a tenant that does not exist causes the same work as anybody else (E16). `held_by` of a
 * tenant's dispatcher is whoever tells now; nobody else does until it lets go, or its time is over.
 *
 * And the links by which somebody sets a password without having one (A11): one a user, of its token nothing but the hash.
 */
export const outboxAndLinks = `
create table outbox (
  tenant_id text collate "C" not null,
  id bigint not null generated always as identity,
  kind text collate "C" not null,
  -- Whom it is about.
  subject text collate "C",
  -- Entries of one lane are told one after another.
  lane text collate "C",
  payload jsonb not null,
  attempts integer not null default 0,
  due_at timestamptz(3) not null,
  created_at timestamptz(3) not null,
  primary key (tenant_id, id)
);
create index outbox_by_due_at on outbox (tenant_id, due_at);
create index outbox_by_subject on outbox (tenant_id, subject) where subject is not null;
create index outbox_by_lane on outbox (tenant_id, lane, id) where lane is not null;

create table outbox_dispatchers (
  tenant_id text collate "C" primary key,
  held_by text collate "C" not null,
  held_until timestamptz(3) not null
);

create table links (
  tenant_id text collate "C" not null,
  user_id text collate "C" not null,
  token_hash text collate "C" not null,
  expires_at timestamptz(3) not null,
  primary key (tenant_id, user_id),
  unique (tenant_id, token_hash),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);

do $$
declare
  tenant_table text;
begin
  foreach tenant_table in array array['outbox', 'outbox_dispatchers', 'links'] loop
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

grant select, insert, update, delete on outbox, outbox_dispatchers, links to tenantry_app;
`;
