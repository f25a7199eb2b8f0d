-- Secrets of connectors, AES-256-GCM under the key named; the id is authenticated with them.
create table secret (
  id         text primary key,
  key_id     text not null,
  nonce      bytea not null,
  ciphertext bytea not null,
  updated_at timestamptz not null default now()
);

-- A company system as this portal reaches it: a Kamelet with its properties.
create table connector (
  id           int generated always as identity primary key,
  key          text not null unique,
  name         jsonb not null,
  -- What one of its records is called, and the place in a sentence: "Ticket HD-17 in the help desk".
  record       jsonb not null,
  place        jsonb not null,
  kamelet      text not null,
  properties   jsonb not null,
  -- The system's words -> {"label": {"en","fr"}, "request": status or null}
  status_map   jsonb not null default '{}',
  -- jq from what the system sends to {externalId, status, changedAt, invoice?}
  translation  text not null default '.',
  webhook_secret text references secret,
  poll_seconds int,
  -- Whether a delivery may simply be repeated; if not, a repeat looks up our reference before it creates.
  idempotent   boolean not null,
  public       boolean not null default true,
  concurrency  int not null default 4,
  position     int not null,
  paused_since timestamptz,
  pause_reason text,
  version      int not null default 1
);

-- On which event a connector is told, with which words (jq), and after which other flow of the same event.
create table flow (
  id           int generated always as identity primary key,
  key          text not null unique,
  event_type   text not null,
  connector_id int not null references connector,
  mapping      text not null,
  mapping_version int not null default 1,
  after_flow_id int references flow,
  active       boolean not null default true
);

create table outbox_event (
  id          bigint generated always as identity primary key,
  request_id  uuid not null references service_request,
  type        text not null,
  payload     jsonb not null,
  origin      text,
  happened_at timestamptz not null
);

-- The ledger: one row per event and flow. States: 0 due, 1 leased, 2 confirmed, 3 done by hand, 4 dead, 5 cancelled.
create table delivery (
  id              bigint generated always as identity primary key,
  event_id        bigint not null references outbox_event,
  flow_id         int not null references flow,
  after_flow_id   int,
  request_id      uuid not null references service_request,
  connector_id    int not null references connector,
  state           smallint not null default 0,
  revision        int not null default 1,
  attempts        int not null default 0,
  next_attempt_at timestamptz not null,
  lease_until     timestamptz,
  node            text,
  external_id     text,
  external_url    text,
  external_status text,
  last_error      text,
  settled_by      text,
  updated_at      timestamptz not null,
  unique (event_id, flow_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.05);
create index delivery_due on delivery (connector_id, next_attempt_at, id) where state = 0;
create index delivery_leased on delivery (lease_until) where state = 1;
create index delivery_unsettled on delivery (request_id, connector_id, id) where state in (0, 1, 4);
create index delivery_request on delivery (request_id);

create table attempt (
  id              bigint generated always as identity primary key,
  delivery_id     bigint not null references delivery,
  number          int not null,
  node            text not null,
  started_at      timestamptz not null,
  duration_ms     int not null,
  outcome         text not null,
  http_status     int,
  error_class     text,
  sentence        text,
  request_body    text,
  answer_body     text,
  mapping_version int not null,
  trace_id        text not null
);
create index attempt_delivery on attempt (delivery_id, number);

-- Where a request lives in a system: the receipt of its create, and the last word heard of it.
create table external_reference (
  connector_id int not null references connector,
  external_id  text not null,
  request_id   uuid not null references service_request,
  url          text,
  status       text,
  changed_at   timestamptz,
  primary key (connector_id, external_id)
);
create unique index external_reference_request on external_reference (request_id, connector_id);
