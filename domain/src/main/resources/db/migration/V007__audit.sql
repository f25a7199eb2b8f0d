create table audit_entry (
  id          bigint generated always as identity primary key,
  happened_at timestamptz not null,
  actor_id    uuid,
  actor       text not null,
  action      text not null,
  object_type text not null,
  object_id   text,
  details     jsonb not null default '{}'
);
create index audit_entry_object on audit_entry (object_type, object_id, id);
create index audit_entry_time on audit_entry (happened_at);

-- Append only: a change of what was recorded fails, whoever asks.
create function audit_entry_is_append_only() returns trigger language plpgsql as $$
begin
  raise exception 'audit_entry is append only';
end $$;
create trigger audit_entry_append_only before update or delete on audit_entry
  for each row execute function audit_entry_is_append_only();
