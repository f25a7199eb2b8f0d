-- What company systems told us, stored before it is answered, applied in order. States: 0 received, 1 applied, 2 ignored.
create table inbox_message (
  id           bigint generated always as identity primary key,
  connector_id int not null references connector,
  message_id   text not null,
  body         text not null,
  received_at  timestamptz not null default now(),
  state        smallint not null default 0,
  attempts     int not null default 0,
  next_attempt_at timestamptz not null default now(),
  outcome      text,
  applied_at   timestamptz,
  unique (connector_id, message_id)
);
create index inbox_message_waiting on inbox_message (next_attempt_at, id) where state = 0;

-- Messages refused at the door, counted by the minute so that a flood cannot fill the table.
create table inbox_refusal (
  connector text not null,
  minute    timestamptz not null,
  reason    text not null,
  count     int not null default 1,
  primary key (connector, minute, reason)
);

-- How far a system without webhooks has been read.
create table poll_cursor (
  connector_id int primary key references connector,
  cursor       text not null,
  polled_at    timestamptz not null
);
