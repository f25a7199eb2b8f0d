-- What changes after a request was sent: how urgent it is, and files that come with a message.
alter table service_request
  add column priority text not null default 'NORMAL' check (priority in ('LOW', 'NORMAL', 'HIGH', 'URGENT'));

alter table attachment add column activity_id bigint references activity;
create index attachment_activity on attachment (activity_id) where activity_id is not null;
