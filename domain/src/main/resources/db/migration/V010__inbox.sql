-- How what a system says comes in: how its webhooks are proven genuine, what wakes us up, how far polls overlap.
alter table connector
  add column webhook_kind       text not null default 'standard' check (webhook_kind in ('standard', 'hmac', 'token', 'unsigned', 'none')),
  -- {"header", "prefix", "encoding": "hex"|"base64", "algorithm": "sha256"|"sha512", "timestampHeader", "idHeader"}
  add column webhook_settings   jsonb not null default '{}',
  -- jq from a push to {externalId}: the push is a wake-up, and the record is read. Null: the push itself is the message.
  add column wake_up            text,
  -- The resolution of the system's times: a poll begins that much before the last change it has seen.
  add column poll_overlap       interval not null default '0',
  -- For whom machines open requests that name nobody.
  add column default_person_id  uuid references person;

-- State 3: set aside, a person must look. A record's messages are applied in their order.
alter table inbox_message
  add column record_key text,
  -- The status that the system answered to a delivery: needs no translation.
  add column receipt boolean not null default false;
create index inbox_message_record on inbox_message (connector_id, record_key, id) where record_key is not null;
drop index inbox_message_waiting;
create index inbox_message_waiting on inbox_message (connector_id, next_attempt_at, id) where state = 0;
create index inbox_message_aside on inbox_message (id) where state = 3;
create index inbox_message_applied on inbox_message (applied_at) where state in (1, 2);

-- Records that have to be read anew, each once however often it was pushed. asked tells a push that came during the read.
create table wake_up (
  connector_id    int not null references connector,
  external_id     text not null,
  asked           int not null default 1,
  first_at        timestamptz not null default now(),
  attempts        int not null default 0,
  next_attempt_at timestamptz not null default now(),
  last_error      text,
  primary key (connector_id, external_id)
);
create index wake_up_due on wake_up (next_attempt_at);

-- Polls that fail wait longer each time, and say so.
alter table poll_cursor
  add column next_poll_at timestamptz not null default now(),
  add column failures     int not null default 0,
  add column last_success timestamptz,
  add column last_error   text;

-- Changes that brought no message, so that an overlapping poll counts each once: settled ones are done with for good.
create table poll_seen (
  connector_id int not null references connector,
  change       text not null,
  seen_at      timestamptz not null default now(),
  settled      boolean not null default false,
  primary key (connector_id, change)
);
create index poll_seen_at on poll_seen (seen_at);

-- Words of a system that its status map does not know, for IT.
create table unknown_word (
  connector_id int not null references connector,
  word         text not null,
  count        int not null default 1,
  first_seen   timestamptz not null default now(),
  last_seen    timestamptz not null default now(),
  primary key (connector_id, word)
);

-- More records of a system that are about a request, beside the one that the first receipt named: a second invoice.
create table further_record (
  connector_id int not null references connector,
  external_id  text not null,
  request_id   uuid not null references service_request,
  status       text,
  changed_at   timestamptz,
  primary key (connector_id, external_id)
);

-- Messages as systems number them: each becomes one entry of a timeline, and our own come back as such.
create table external_message (
  connector_id int not null references connector,
  external_id  text not null,
  request_id   uuid not null references service_request,
  activity_id  bigint references activity,
  primary key (connector_id, external_id)
);
create unique index external_message_activity on external_message (activity_id, connector_id) where activity_id is not null;

-- What machines report again and again, while the request it opened is open.
create table folded_report (
  connector_id int not null references connector,
  fold_key     text not null,
  request_id   uuid not null references service_request,
  count        int not null default 1,
  activity_id  bigint references activity,
  primary key (connector_id, fold_key)
);

-- Answers to our mails name the Message-ID of the mail that they answer.
create index delivery_message_id on delivery (external_id) where external_id like '%@%';
