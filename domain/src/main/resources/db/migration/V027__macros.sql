-- Several changes of a request under one name: of a team, or of one person. What is null, or empty, is left as it is.
create table macro (
  id          uuid primary key,
  name        text not null,
  team_id     uuid references team,
  person_id   uuid references person,
  status      text,
  priority    text,
  assign      text check (assign in ('ME', 'NOBODY', 'PERSON', 'TEAM')),
  -- Whom, for PERSON; which team, for TEAM.
  to_person   uuid references person,
  to_team     uuid references team,
  tags        text[] not null default '{}',
  say         text check (say in ('REPLY', 'NOTE')),
  template_id uuid references reply_template,
  version     int not null default 0,
  changed_at  timestamptz not null default now(),
  check (num_nonnulls(team_id, person_id) = 1),
  check ((say is null) = (template_id is null))
);
create unique index macro_team on macro (team_id, lower(name)) where team_id is not null;
create unique index macro_person on macro (person_id, lower(name)) where person_id is not null;
create index macro_template on macro (template_id) where template_id is not null;
