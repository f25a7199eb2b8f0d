-- What a page asks a company system through the routes: answered within its deadline or not at all. Old ones are swept.
create table inquiry (
  id           uuid primary key,
  verb         text not null check (verb in ('lookup', 'probe')),
  connector_id int not null references connector,
  -- For a lookup: which question of the connector, and who shares its answers: an organization or a person alone.
  question     text not null default '',
  scope        uuid,
  person_id    uuid references person on delete cascade,
  body         text not null,
  asked_at     timestamptz not null default now(),
  deadline     timestamptz not null,
  node         text,
  answered_at  timestamptz,
  -- JSON; null with the reason why there is none.
  answer       text,
  problem      text
) with (fillfactor = 70);
create index inquiry_open on inquiry (asked_at) where node is null;
create index inquiry_person on inquiry (person_id, asked_at);
create index inquiry_asked on inquiry (asked_at);

-- What a connector can be asked by lookup fields of forms.
create table lookup_question (
  connector_id  int not null references connector,
  key           text not null,
  -- jq from {question, query, limit, organization, person} to what its Kamelet is asked; nothing: there is nothing to ask.
  mapping       text not null,
  -- Whether everybody of an organization gets the same answers.
  shared        boolean not null default true,
  time_limit_ms int not null default 3000 check (time_limit_ms between 200 and 10000),
  primary key (connector_id, key)
);

-- What was offered: the only answers that count as checked, and what is offered while the system is away.
create table offered_option (
  connector_id int not null references connector,
  question     text not null,
  scope        uuid not null,
  value        text not null,
  label        text not null,
  seen_at      timestamptz not null,
  primary key (connector_id, question, scope, value)
);
create index offered_option_seen on offered_option (seen_at);

-- Everything that a folder of any node has ever brought: a node that starts brings none of it once more.
create table kamelet_brought (
  name       text not null,
  checksum   text not null,
  node       text not null,
  brought_at timestamptz not null default now(),
  primary key (name, checksum)
);
insert into kamelet_brought (name, checksum, node) select name, folder_checksum, '' from kamelet where folder_checksum is not null;
-- kamelet.folder_checksum stays for nodes of the version before; nothing reads it any more.

-- Since when its system says, without a break, that there is no such record.
alter table wake_up add column denied_since timestamptz;

-- The name of a file that came with a note is found by those who see notes.
create or replace function file_is_found() returns trigger language plpgsql as $$
begin
  perform search_add(new.request_id, new.name,
    case when exists (select 1 from activity a where a.id = new.activity_id and a.internal) then 'D'::"char" else 'B'::"char" end);
  return null;
end $$;
