/** What the people of the portal work with: its own, beside the users. */
export const SCHEMA = `
create table if not exists jobs (
  id integer primary key,
  owner text not null,
  name text not null,
  state text not null check (state in ('pending', 'running', 'held', 'completed', 'cancelled'))
) strict;
create index if not exists jobs_by_owner on jobs (owner);

create table if not exists volumes (
  id integer primary key,
  owner text not null,
  name text not null,
  gibibytes integer not null
) strict;
create index if not exists volumes_by_owner on volumes (owner);
`;
