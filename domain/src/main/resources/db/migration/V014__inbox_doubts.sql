-- What was signed with a push, time and body: a captured push is known under whatever number it comes again.
alter table inbox_message add column proof text;
create unique index inbox_message_proof on inbox_message (connector_id, proof) where proof is not null;
-- The newest message of each connector.
create index inbox_message_newest on inbox_message (connector_id, received_at);

-- Whether the system itself named the record, and not somebody at an unsigned door.
alter table wake_up add column vouched boolean not null default false;
update wake_up set vouched = true;
create index wake_up_doubtful on wake_up (connector_id) where not vouched;
