-- Services stand in categories, and each form that was ever published is kept: a request shows the questions it was asked.
create table service_category (
  key      text primary key,
  name     jsonb not null,
  position int not null
);
insert into service_category (key, name, position)
select distinct on (key) key, category, position from (
  select trim(both '-' from lower(regexp_replace(category ->> 'en', '[^A-Za-z0-9]+', '-', 'g'))) as key, category, position
  from request_type) named
order by key, position;

alter table request_type
  add column category_key text references service_category,
  -- Words by which people look for it, beside its name: {"en": "laptop screen", "fr": "ordinateur écran"}.
  add column search_words jsonb not null default '{}',
  -- How long it usually takes, in words; null when nothing can be said.
  add column usual jsonb,
  add column default_priority text not null default 'NORMAL'
    check (default_priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT')),
  -- Somebody must agree before the work begins; the pages say so before the request is sent.
  add column needs_approval boolean not null default false,
  -- The version that is asked today; 0 while nothing was published.
  add column form_version int not null default 0;
update request_type set category_key =
  trim(both '-' from lower(regexp_replace(category ->> 'en', '[^A-Za-z0-9]+', '-', 'g')));

create table request_form (
  type_id      uuid not null references request_type,
  version      int not null check (version > 0),
  definition   jsonb not null,
  published_at timestamptz not null default now(),
  primary key (type_id, version)
);
insert into request_form (type_id, version, definition) select id, 1, form from request_type;
update request_type set form_version = 1;
alter table request_type alter column category_key set not null, drop column category, drop column form;

alter table service_request
  add column form_version int not null default 1,
  -- Answers of fields that are marked as sensitive stand apart: no search and no list reads them.
  add column sensitive_fields jsonb not null default '{}',
  -- The language in which it was asked: mails about it are written in it.
  add column language text not null default 'en',
  add foreign key (type_id, form_version) references request_form;
