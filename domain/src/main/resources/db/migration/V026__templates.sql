-- What staff write again and again: of a team, or of one person. Either text may be missing, not both.
create table reply_template (
  id         uuid primary key,
  name       text not null,
  text_en    text not null default '',
  text_fr    text not null default '',
  team_id    uuid references team,
  person_id  uuid references person,
  version    int not null default 0,
  changed_at timestamptz not null default now(),
  check (num_nonnulls(team_id, person_id) = 1),
  check (text_en <> '' or text_fr <> '')
);
create unique index reply_template_team on reply_template (team_id, lower(name)) where team_id is not null;
create unique index reply_template_person on reply_template (person_id, lower(name)) where person_id is not null;
