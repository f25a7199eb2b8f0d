-- Supervisors keep the catalogue and its forms; whoever comes second overwrites nothing.
alter table request_type add column version int not null default 0;
alter table service_category add column version int not null default 0;

-- The form of a service while it is changed: customers see nothing of it before it is published.
create table form_draft (
  type_id    uuid primary key references request_type on delete cascade,
  definition jsonb not null,
  -- New at every change and never used again, not even by the draft that comes after it was published or discarded.
  version    int not null generated always as identity,
  changed_by uuid not null references person,
  changed_at timestamptz not null default now()
);

-- Null: by the program that set the company up.
alter table request_form add column published_by uuid references person;
