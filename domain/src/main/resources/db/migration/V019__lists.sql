-- Open requests are few beside all that ever were: queues and their counts read only these.
create index service_request_open on service_request (updated_at desc, id desc)
  where status in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER');
-- Lists by the day they were sent, from either end.
create index service_request_submitted on service_request (submitted_at, id);

-- Filters that a person has given a name: the query part of the list's address.
create table saved_view (
  id        uuid primary key,
  person_id uuid not null references person,
  name      text not null,
  query     text not null,
  saved_at  timestamptz not null default now()
);
create unique index saved_view_name on saved_view (person_id, lower(name));
