-- What is to be done for a request, in the order that staff give it. Customers see none of this.
create table checklist_item (
  id         bigint generated always as identity primary key,
  request_id uuid not null references service_request,
  place      int not null,
  task       text not null check (length(task) between 1 and 200),
  added_by   uuid not null references person,
  added_at   timestamptz not null,
  done_by    uuid references person,
  done_at    timestamptz,
  check ((done_by is null) = (done_at is null))
);
create index checklist_item_request on checklist_item (request_id, place);

-- Minutes that somebody worked on it.
create table time_spent (
  id         bigint generated always as identity primary key,
  request_id uuid not null references service_request,
  worker_id  uuid not null references person,
  minutes    int not null check (minutes between 1 and 1440),
  purpose    text not null check (length(purpose) <= 200),
  written_at timestamptz not null,
  -- Counts its changes: two windows do not overwrite each other.
  version    int not null default 0
);
create index time_spent_request on time_spent (request_id, id);

-- How two requests belong together, read from the first to the second. Of "relates to" there is one row for both ways.
create table request_link (
  from_id uuid not null references service_request,
  to_id   uuid not null references service_request,
  kind    text not null check (kind in ('RELATES', 'DUPLICATES', 'BLOCKS', 'MERGED', 'SPLIT')),
  made_by uuid not null references person,
  made_at timestamptz not null,
  primary key (from_id, to_id, kind),
  check (from_id <> to_id)
);
create index request_link_to on request_link (to_id);
-- A request goes on in one other.
create unique index request_link_merged on request_link (from_id) where kind = 'MERGED';
