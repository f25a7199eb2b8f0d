-- The descriptions of what connectors can be made of. Those that come with the application are written here, too.
create table kamelet (
  name       text primary key,
  yaml       text not null,
  -- SHA-256 of the yaml, hexadecimal: another one is another Kamelet to the routes.
  checksum   text not null,
  origin     text not null check (origin in ('shipped', 'folder', 'uploaded', 'catalogue')),
  updated_at timestamptz not null default now()
);

alter table connector
  -- What takes longer is broken off.
  add column time_limit_seconds int not null default 300 check (time_limit_seconds between 1 and 3600),
  -- Removed connectors keep their history; they take no new deliveries.
  add column removed_at timestamptz;

-- Where a node spares a system that is away: nothing is sent from there until then, but one delivery at a time.
create table connector_rest (
  connector_id int not null references connector,
  node         text not null,
  rests_until  timestamptz not null,
  reason       text not null,
  since        timestamptz not null default now(),
  primary key (connector_id, node)
);
