-- One row per year: numbers read R-2026-000001 and start again each January.
create table request_number (
  year int primary key,
  last int not null
);

create table service_request (
  id              uuid primary key,
  number          text not null unique,
  -- The draft a request came from: the second click on "Send request" finds the first one's request.
  draft_id        uuid not null unique,
  type_id         uuid not null references request_type,
  subject         text not null,
  fields          jsonb not null,
  status          text not null,
  requester_id    uuid not null references person,
  organization_id uuid references organization,
  team_id         uuid not null references team,
  assignee_id     uuid references person,
  submitted_at    timestamptz not null,
  updated_at      timestamptz not null,
  version         bigint not null
);
create index service_request_requester on service_request (requester_id, updated_at desc, id desc);
create index service_request_organization on service_request (organization_id, updated_at desc, id desc);
create index service_request_team on service_request (team_id, updated_at desc, id desc);
create index service_request_assignee on service_request (assignee_id, updated_at desc, id desc);
create index service_request_updated on service_request (updated_at desc, id desc);

-- What happened to a request, in the order it happened: the timeline.
create table activity (
  id          bigint generated always as identity primary key,
  request_id  uuid not null references service_request,
  kind        text not null,
  internal    boolean not null default false,
  author_id   uuid references person,
  -- The connector that caused it, when a system did and not a person.
  origin      text,
  body        text,
  details     jsonb not null default '{}',
  happened_at timestamptz not null
);
create index activity_request on activity (request_id, id);

-- A file belongs to a draft until its request is sent. The bytes are in the blob store under its id.
create table attachment (
  id          uuid primary key,
  draft_id    uuid not null,
  request_id  uuid references service_request,
  uploaded_by uuid not null references person,
  name        text not null,
  media_type  text not null,
  size        bigint not null,
  sha256      text not null,
  uploaded_at timestamptz not null
);
create index attachment_request on attachment (request_id) where request_id is not null;
create unique index attachment_draft on attachment (draft_id, lower(name));
