-- People, the organizations they act for, and the teams that serve them.
create table organization (
  id    uuid primary key,
  alias text not null unique,
  name  text not null
);

create table team (
  id   uuid primary key,
  key  text not null unique,
  name text not null
);

-- The identity key is issuer and subject: names and addresses change, a subject does not.
create table person (
  id         uuid primary key,
  issuer     text not null,
  subject    text not null,
  username   text not null,
  name       text not null,
  email      text not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (issuer, subject)
);

create table membership (
  person_id       uuid not null references person,
  organization_id uuid not null references organization,
  manager         boolean not null default false,
  primary key (person_id, organization_id)
);
create index membership_organization on membership (organization_id);

create table team_member (
  team_id   uuid not null references team,
  person_id uuid not null references person,
  primary key (team_id, person_id)
);
create index team_member_person on team_member (person_id);

-- Sign-ins that the identity provider has ended (back-channel logout); kept until they would have expired anyway.
create table revoked_session (
  sid        text primary key,
  expires_at timestamptz not null
);
create index revoked_session_expires on revoked_session (expires_at);
