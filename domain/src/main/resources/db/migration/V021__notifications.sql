-- What a person is told: one row for each person and thing that happened to a request. Its words are made when it is read.
create table notification (
  id          bigint generated always as identity primary key,
  person_id   uuid not null references person,
  request_id  uuid not null references service_request,
  activity_id bigint not null references activity,
  kind        text not null,
  -- Whether the pages show it; false when the person wants this kind by mail only.
  in_page     boolean not null,
  told_at     timestamptz not null default now(),
  read_at     timestamptz,
  -- From when on it may go by mail; null when it shall not, or has gone.
  mail_due_at timestamptz,
  unique (person_id, activity_id)
);
create index notification_shown on notification (person_id, id desc) where in_page;
create index notification_unread on notification (person_id, request_id) where in_page and read_at is null;
create index notification_mail on notification (mail_due_at) where mail_due_at is not null;
create index notification_request on notification (request_id, person_id);

-- What a person wants to be told, and how; a kind without a row is told both ways.
create table notification_choice (
  person_id uuid not null references person,
  kind      text not null,
  in_page   boolean not null,
  by_mail   boolean not null,
  primary key (person_id, kind)
);

-- Hours in which no mail is sent, by the person's own clock; over midnight when they end before they begin.
alter table person
  add column quiet_from time,
  add column quiet_to   time,
  add column quiet_zone text,
  add check (num_nulls(quiet_from, quiet_to, quiet_zone) in (0, 3));

-- The end of the quiet hours that a moment falls into; null when it falls into none. The day's length is the zone's affair:
-- they end when the clock on the wall says so.
create function quiet_until(moment timestamptz, quiet_from time, quiet_to time, zone text) returns timestamptz
stable language sql as $$
  select case
    when quiet_from < quiet_to and wall::time >= quiet_from and wall::time < quiet_to
      or quiet_from > quiet_to and wall::time < quiet_to then (wall::date + quiet_to) at time zone zone
    when quiet_from > quiet_to and wall::time >= quiet_from then (wall::date + 1 + quiet_to) at time zone zone
  end
  from (select moment at time zone zone as wall) local
$$;
