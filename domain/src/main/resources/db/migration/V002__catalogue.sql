-- What can be asked for. Labels are objects {"en": …, "fr": …}; the form is a list of fields (see catalogue.Form).
create table request_type (
  id       uuid primary key,
  key      text not null unique,
  category jsonb not null,
  name     jsonb not null,
  summary  jsonb not null,
  icon     text not null,
  form     jsonb not null,
  team_id  uuid not null references team,
  position int not null,
  active   boolean not null default true
);
