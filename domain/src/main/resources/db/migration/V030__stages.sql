-- The stages that a service asks for, in their order. Names are objects {"en": …, "fr": …}.
create table service_stage (
  id           bigint generated always as identity primary key,
  type_id      uuid not null references request_type,
  position     int not null,
  name         jsonb not null,
  kind         text not null check (kind in ('APPROVAL', 'TASK')),
  decider      text not null check (decider in ('PERSON', 'TEAM', 'MANAGER', 'SYSTEM')),
  decider_id   uuid references person,
  team_id      uuid references team,
  connector_id int references connector,
  remind_hours int check (remind_hours > 0),
  version      int not null default 0,
  unique (type_id, position) deferrable initially deferred,
  check ((decider = 'PERSON') = (decider_id is not null)),
  check ((decider = 'TEAM') = (team_id is not null)),
  check ((decider = 'SYSTEM') = (connector_id is not null)),
  check (kind = 'TASK' or decider <> 'SYSTEM')
);

-- The stages of one request as they were when it was sent: who changes those of the service changes nothing here.
-- Open is the one that has begun and not ended.
create table request_stage (
  id              bigint generated always as identity primary key,
  request_id      uuid not null references service_request,
  position        int not null,
  name            jsonb not null,
  kind            text not null,
  decider         text not null,
  decider_id      uuid references person,
  team_id         uuid references team,
  -- Of the request, for stages that its managers decide about.
  organization_id uuid references organization,
  connector_id    int references connector,
  remind_hours    int,
  opened_at       timestamptz,
  remind_at       timestamptz,
  ended_at        timestamptz,
  outcome         text check (outcome in ('DONE', 'REFUSED')),
  decided_by      uuid references person,
  unique (request_id, position),
  check ((ended_at is null) = (outcome is null))
);
create unique index request_stage_open on request_stage (request_id) where opened_at is not null and ended_at is null;
create index request_stage_person on request_stage (decider_id) where opened_at is not null and ended_at is null;
create index request_stage_team on request_stage (team_id) where opened_at is not null and ended_at is null;
create index request_stage_organization on request_stage (organization_id) where opened_at is not null and ended_at is null;
create index request_stage_connector on request_stage (connector_id) where opened_at is not null and ended_at is null;
create index request_stage_remind on request_stage (remind_at) where opened_at is not null and ended_at is null;

-- Requests of which systems hear nothing yet. Their events are kept, and told when they are released.
create table withheld_request (
  request_id uuid primary key references service_request
);
alter table outbox_event add column withheld boolean not null default false;
create index outbox_event_withheld on outbox_event (request_id, id) where withheld;

-- A flow that is told at once all the same, such as the mail that confirms a request to its customer.
alter table flow add column at_once boolean not null default false;
