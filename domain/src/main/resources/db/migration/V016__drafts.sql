-- What was typed and not sent yet. Answers are texts by input of the form; files name the draft in attachment.draft_id.
create table draft (
  id        uuid primary key,
  person_id uuid not null references person,
  type_id   uuid not null references request_type,
  answers   jsonb not null,
  -- What it is called in lists until it is sent; may be empty.
  title     text not null,
  -- Another window that saves an older version is told so.
  version   int not null,
  saved_at  timestamptz not null
);
create index draft_person on draft (person_id, saved_at desc);
create index draft_saved on draft (saved_at);
create index attachment_unsent on attachment (uploaded_by, uploaded_at) where request_id is null;
