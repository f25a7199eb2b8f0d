-- What is done by itself when something happens to a request. Conditions that are null hold always; all must hold.
create table rule (
  id              bigint generated always as identity primary key,
  position        int not null,
  name            text not null,
  event           text not null,
  active          boolean not null default true,
  stop_after      boolean not null default false,
  service_id      uuid references request_type,
  organization_id uuid references organization,
  -- One of them must stand in the subject or an answer.
  words           text[] check (words <> '{}'),
  if_priority     text,
  if_status       text,
  if_tag          text,
  -- Key of the connector that a request came through, or portal.
  channel         text,
  assign          text check (assign in ('PERSON', 'TEAM', 'ROUND_ROBIN', 'LEAST_LOAD')),
  assignee_id     uuid references person,
  team_id         uuid references team,
  set_priority    text,
  set_status      text,
  add_tag         text,
  tell            text check (tell in ('ASSIGNEE', 'TEAM')),
  flow_id         int references flow,
  version         int not null default 0,
  unique (position) deferrable initially deferred,
  check (coalesce(assign = 'PERSON', false) = (assignee_id is not null)),
  check (coalesce(assign <> 'PERSON', false) = (team_id is not null))
);
create unique index rule_name on rule (lower(name));
create index rule_event on rule (event) where active;

-- Events that the rules have still to be asked about. A row is written with its event and goes with what the rules did.
create table rule_job (
  event_id   bigint primary key references outbox_event on delete cascade,
  request_id uuid not null references service_request,
  -- The rules that led to this event, one after the other.
  chain      bigint[] not null,
  attempts   int not null default 0,
  -- Rules that failed with it.
  skipped    bigint[] not null default '{}'
);
create index rule_job_request on rule_job (request_id, event_id);

-- What a rule did to a request, and why.
create table rule_run (
  id          bigint generated always as identity primary key,
  rule_id     bigint references rule on delete set null,
  rule_name   text not null,
  request_id  uuid not null references service_request,
  event       text not null,
  outcome     text not null check (outcome in ('DONE', 'NOTHING', 'FAILED', 'STOPPED')),
  -- Strings: what was done, or what was in the way.
  details     jsonb not null,
  happened_at timestamptz not null default now()
);
create index rule_run_rule on rule_run (rule_id, id desc);
create index rule_run_request on rule_run (request_id, id desc);
create index rule_run_happened on rule_run (happened_at);

-- Who of a team was last in turn. Its row is locked by whoever chooses the next one.
create table rule_turn (
  team_id uuid primary key references team,
  last_id uuid references person
);
