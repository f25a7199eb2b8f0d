-- How many calls a minute a system allows, over all nodes; null is no limit.
alter table connector add rate_per_minute int check (rate_per_minute > 0);

-- What is left of a limit: the claim fills it by the clock and takes from it.
create table rate_bucket (
  connector_id int primary key references connector,
  tokens       double precision not null,
  filled_at    timestamptz not null
) with (fillfactor = 50);

create function connector_has_its_bucket() returns trigger language plpgsql as $$
begin
  insert into rate_bucket values (new.id, 1, now()) on conflict do nothing;
  return null;
end $$;
create trigger connector_bucket after insert or update of rate_per_minute on connector
  for each row when (new.rate_per_minute is not null) execute function connector_has_its_bucket();

-- Every version of a mapping that may have been sent: a retry says what the first attempt said.
create table flow_mapping (
  flow_id int not null references flow,
  version int not null,
  mapping text not null,
  since   timestamptz not null default now(),
  primary key (flow_id, version)
);
insert into flow_mapping (flow_id, version, mapping) select id, mapping_version, mapping from flow;

create function changed_mapping_is_another_version() returns trigger language plpgsql as $$
begin
  if new.mapping_version = old.mapping_version then
    new.mapping_version := old.mapping_version + 1;
  end if;
  return new;
end $$;
create trigger flow_version before update of mapping on flow
  for each row when (new.mapping <> old.mapping) execute function changed_mapping_is_another_version();

create function flow_keeps_its_mappings() returns trigger language plpgsql as $$
begin
  insert into flow_mapping (flow_id, version, mapping) values (new.id, new.mapping_version, new.mapping)
    on conflict do nothing;
  return null;
end $$;
create trigger flow_mappings after insert or update of mapping, mapping_version on flow
  for each row execute function flow_keeps_its_mappings();

alter table delivery
  -- How often it was claimed in all: the attempt's number and, with the node, its fence. "attempts" are those that count.
  add tries int not null default 0,
  -- Known to wait for another one, which frees it when it is settled; nobody needs to look before.
  add waits boolean not null default false,
  -- What the content of this revision was made of, from its first attempt on: the mapping and the references it was given.
  add mapping_version int,
  add known jsonb,
  -- What a person wrote instead; it is sent as it is.
  add body text,
  add error_class text;
update delivery d set tries = greatest(attempts, (select count(*) from attempt a where a.delivery_id = d.id));

drop index delivery_due;
create index delivery_due on delivery (connector_id, next_attempt_at, id) where state = 0 and not waits;
create index delivery_waiting on delivery (request_id) where state = 0 and waits;
-- The lists: by state, for all but the confirmed, which are the many; by connector and event type through their flows.
create index delivery_open on delivery (state, id) where state <> 2;
drop index delivery_leased;
alter table delivery drop constraint delivery_event_id_flow_id_key, add unique (flow_id, event_id);
create index outbox_event_time on outbox_event (happened_at);

-- Each confirmation writes an attempt and mostly a reference, thousands a second: the statement that writes them holds their
-- delivery, whose keys it copies. Nobody else does. An event and its deliveries are one statement, too, and events go after them:
-- PostgreSQL before 18 would read all deliveries to see that none is left.
alter table attempt drop constraint attempt_delivery_id_fkey;
alter table delivery drop constraint delivery_event_id_fkey;
alter table external_reference drop constraint external_reference_connector_id_fkey;

-- What people did to a delivery, and why.
create table delivery_action (
  id          bigint generated always as identity primary key,
  delivery_id bigint not null references delivery,
  action      text not null,
  actor_id    uuid not null,
  actor       text not null,
  reason      text not null,
  happened_at timestamptz not null
);
create index delivery_action_delivery on delivery_action (delivery_id, id);
