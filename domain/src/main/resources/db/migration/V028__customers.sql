-- People and organizations are found by any part of a name or an address, however its accents are written. The search path is
-- kept: PostgreSQL fills indexes with another one.
create function plain_text(text text) returns text immutable strict parallel safe language plpgsql
set search_path from current as $$
begin
  return lower(unaccent(text));
end $$;

alter table person add column found_by text generated always as (plain_text(name || ' ' || email)) stored;
create index person_found_by on person using gin (found_by gin_trgm_ops);
create index person_name on person (name, id) where erased_at is null;

alter table organization add column found_by text generated always as (plain_text(name || ' ' || alias)) stored;
create index organization_found_by on organization using gin (found_by gin_trgm_ops);
create index organization_name on organization (name, id);

-- What staff know of a person or an organization. Customers never see it; it goes when the person is erased.
create table customer_note (
  id              bigint generated always as identity primary key,
  person_id       uuid references person,
  organization_id uuid references organization,
  author_id       uuid not null references person,
  body            text not null check (length(body) between 1 and 4000),
  written_at      timestamptz not null,
  check (num_nonnulls(person_id, organization_id) = 1)
);
create index customer_note_person on customer_note (person_id, id desc) where person_id is not null;
create index customer_note_organization on customer_note (organization_id, id desc) where organization_id is not null;

-- Whom staff write a draft for, on the telephone; null: for themselves.
alter table draft add column customer_id uuid references person;
create index draft_customer on draft (customer_id) where customer_id is not null;
