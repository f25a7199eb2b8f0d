-- What somebody is writing about a request and has not sent yet, with the draft under which its files are uploaded.
create table reply_draft (
  request_id uuid not null references service_request,
  person_id  uuid not null references person,
  draft_id   uuid not null,
  body       text not null,
  saved_at   timestamptz not null,
  primary key (request_id, person_id)
);

-- The draft a message came from: sent twice, it is one message.
alter table activity add column draft_id uuid;
create unique index activity_written on activity (draft_id) where draft_id is not null;

-- Since when nothing is to be done any more; null while something is. From then on counts the time to reopen it.
alter table service_request add column settled_at timestamptz;
update service_request set settled_at = updated_at where status in ('SOLVED', 'CLOSED', 'CANCELLED');

-- What the customer thinks of the solution; one word of his own, which he may change for a while.
create table rating (
  request_id uuid primary key references service_request,
  person_id  uuid not null references person,
  stars      int not null check (stars between 1 and 5),
  comment    text not null default '',
  rated_at   timestamptz not null,
  changed_at timestamptz not null
);

-- Colleagues of the requester's organization who follow the request: they see it and reply, nothing more.
create table participant (
  request_id uuid not null references service_request,
  person_id  uuid not null references person,
  added_by   uuid not null references person,
  added_at   timestamptz not null,
  primary key (request_id, person_id)
);
create index participant_person on participant (person_id);

-- What the company tells everybody on the home page, such as "Workshop closed on 8 December".
create table bulletin (
  id          uuid primary key,
  title       jsonb not null,
  body        jsonb not null,
  shown_from  timestamptz not null,
  shown_until timestamptz
);
create index bulletin_shown on bulletin (shown_from desc);

-- How a person wants to read: chosen on one machine, found again on the next. Null: as the browser says.
alter table person
  add column language text check (language in ('en', 'fr')),
  add column theme text check (theme in ('light', 'dark')),
  add column density text check (density in ('comfortable', 'compact'));
