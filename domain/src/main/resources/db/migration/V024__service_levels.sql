-- When the company works: intervals per weekday in a time zone, {"MONDAY": ["08:30-12:00", "13:30-18:00"], …}.
create table service_calendar (
  id      bigint generated always as identity primary key,
  name    text not null,
  zone    text not null,
  hours   jsonb not null,
  version int not null default 0
);
create unique index service_calendar_name on service_calendar (lower(name));

create table service_holiday (
  calendar_id bigint not null references service_calendar on delete cascade,
  day         date not null,
  name        text not null,
  primary key (calendar_id, day)
);

-- What the company promises for one service, and what happens when the promise is in danger.
create table service_level (
  type_id        uuid primary key references request_type,
  calendar_id    bigint not null references service_calendar,
  warn_percent   int not null check (warn_percent between 1 and 99),
  escalate_on    text not null check (escalate_on in ('NEVER', 'NEAR', 'MISSED')),
  raise_priority boolean not null default false,
  to_team        uuid references team,
  to_person      uuid references person,
  tell_team      boolean not null default false,
  version        int not null default 0
);
create index service_level_calendar on service_level (calendar_id);

-- In minutes of working time.
create table service_target (
  type_id  uuid not null references service_level on delete cascade,
  priority text not null,
  target   text not null check (target in ('FIRST_RESPONSE', 'RESOLUTION')),
  minutes  int not null check (minutes > 0),
  primary key (type_id, priority, target)
);

-- One clock per request and target. Without minutes there is no target for now: the row only remembers what was told already.
-- Without due_at the clock stands still: the company waits for the customer.
create table service_clock (
  request_id   uuid not null references service_request,
  target       text not null check (target in ('FIRST_RESPONSE', 'RESOLUTION')),
  minutes      int,
  started_at   timestamptz not null,
  warn_at      timestamptz,
  due_at       timestamptz,
  ended_at     timestamptz,
  warned_at    timestamptz,
  missed_at    timestamptz,
  -- When something is to be told next.
  next_at      timestamptz generated always as (
    case when minutes is null or due_at is null or ended_at is not null or missed_at is not null then null
      when warned_at is null then warn_at else due_at end) stored,
  primary key (request_id, target)
);
create index service_clock_next on service_clock (next_at) where next_at is not null;

-- Requests whose clocks are to be set anew since a calendar or a target changed. No foreign key: its lock on the request would
-- meet that of somebody who changes the request and waits for the change of the calendar.
create table service_recount (
  request_id uuid primary key
);

-- The first deadline that is not kept yet, for lists.
alter table service_request add column due_at timestamptz;
create index service_request_due on service_request (coalesce(due_at, timestamptz '9999-12-31 00:00:00Z'), id)
  where status in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER');
