-- The counts of all queues are one read of this index, for everybody at once.
create index service_request_queue on service_request (team_id, assignee_id, status)
  where status in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER');

-- Words that staff put on requests to find them again. Customers never see them.
create table tag (
  name text primary key
);
create table request_tag (
  request_id uuid not null references service_request,
  tag        text not null references tag,
  primary key (request_id, tag)
);
create index request_tag_tag on request_tag (tag, request_id);

-- Views of the queue beside those of the list of requests; one of the queue may be shared with a team.
alter table saved_view
  add column list text not null default 'requests' check (list in ('requests', 'queue')),
  add column team_id uuid references team;
drop index saved_view_name;
create unique index saved_view_name on saved_view (person_id, list, lower(name));
create index saved_view_team on saved_view (team_id) where team_id is not null;

-- Whether keys without Ctrl do something; null: they do.
alter table person add column shortcuts text check (shortcuts in ('off'));

-- One change of many requests, done in the background by whichever node is free.
create table bulk_change (
  id           uuid primary key,
  person_id    uuid not null references person,
  roles        text[] not null,
  verb         text not null,
  value        text not null,
  -- The value in words, for the report: a person's name, a tag.
  label        text not null,
  total        int not null,
  started_at   timestamptz not null,
  worked_at    timestamptz,
  leased_until timestamptz,
  cancelled    boolean not null default false,
  ended_at     timestamptz
);
create index bulk_change_waiting on bulk_change (started_at) where ended_at is null;
create index bulk_change_person on bulk_change (person_id, started_at desc);

-- Each request of it as it was when the change was asked for. Without an outcome it is still to be done.
create table bulk_item (
  bulk_id uuid not null references bulk_change on delete cascade,
  place   int not null,
  number  text not null,
  version bigint not null,
  outcome text,
  primary key (bulk_id, place)
);
create index bulk_item_waiting on bulk_item (bulk_id, place) where outcome is null;
