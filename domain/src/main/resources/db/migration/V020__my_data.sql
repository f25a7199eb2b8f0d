-- By what an invoice was paid: what it is called, and at most the last four digits of its number. Nothing longer fits.
alter table invoice
  add column means text check (length(means) between 1 and 40 and means !~ '[0-9]'),
  add column last_four text check (last_four ~ '^[0-9]{4}$');

-- Somebody asks that what is held about him be erased; an employee carries it out. A repeated click finds the first one.
create table erasure (
  id         uuid primary key,
  person_id  uuid not null references person,
  -- In the person's own words; emptied when it is carried out.
  reason     text not null,
  state      text not null check (state in ('PENDING', 'WITHDRAWN', 'DONE')),
  asked_at   timestamptz not null,
  settled_at timestamptz,
  settled_by uuid references person,
  -- What went, what stayed, and where company systems hold more: numbers and records, no words of a person.
  report     jsonb
);
create unique index erasure_pending on erasure (person_id) where state = 'PENDING';
create index erasure_person on erasure (person_id, asked_at desc);
create index erasure_asked on erasure (state, asked_at desc, id desc);

-- Who was erased has no sign-in any more; requests and invoices keep his row, which says nothing about him.
alter table person add column erased_at timestamptz;

-- Contents of files whose rows are gone; they leave the blob store after the transaction, or the next night.
create table erased_file (
  id uuid primary key
);

-- What somebody wrote and uploaded, wherever it is.
create index activity_author on activity (author_id) where author_id is not null;
create index attachment_uploader on attachment (uploaded_by);

-- What is found of these requests, made anew of what is left of them. Words that nobody uses any more are forgotten.
create function search_again(requests uuid[]) returns void language plpgsql as $$
declare
  used text[];
begin
  select array_agg(distinct w.lexeme) into used
    from request_search s cross join lateral unnest(s.words) w where s.request_id = any(requests);
  delete from request_search where request_id = any(requests);
  insert into request_search
  select r.id,
    search_vector(r.subject, 'A')
      || search_vector(concat_ws(' ', left(search_fields(r.fields), 100000), p.name, o.name,
        (select string_agg(f.name, ' ') from attachment f left join activity n on n.id = f.activity_id
          where f.request_id = r.id and not coalesce(n.internal, false))), 'B')
      || search_vector(left(m.open, 100000), 'C') || search_vector(left(m.notes, 100000), 'D'),
    least(250000, length(r.subject) + length(search_fields(r.fields)) + length(m.open) + length(m.notes))
  from service_request r join person p on p.id = r.requester_id left join organization o on o.id = r.organization_id
    cross join lateral (select coalesce(string_agg(a.body, ' ') filter (where not a.internal), '') as open,
      coalesce(string_agg(a.body, ' ') filter (where a.internal), '') as notes
      from activity a where a.request_id = r.id and a.body is not null) m
  where r.id = any(requests);
  delete from search_word known using unnest(used) u(word) where known.word = u.word
    and not exists (select 1 from request_search s where s.words @@ to_tsquery('simple', known.word));
end $$;
