-- What can be found: one row per request with all its words. Weights say where a word stands: A in the subject, B in what was
-- typed into the form, in names of files and people, C in messages that everybody sees, D in notes. Customers search A to C.
create extension if not exists unaccent;
create extension if not exists pg_trgm;

create table request_search (
  request_id uuid primary key references service_request,
  words      tsvector not null,
  -- Characters so far. Far below what a tsvector can hold no more are taken: a message must never fail because of the index.
  size       int not null
) with (fillfactor = 70);
-- A short list of pending entries: a search reads all of it.
create index request_search_words on request_search using gin (words) with (gin_pending_list_limit = 256);

-- Every word once, for whoever mistypes it. Numbers are not words.
create table search_word (
  word text primary key
);
create index search_word_like on search_word using gist (word gist_trgm_ops);

-- Letters and digits only, without accents, small: what is not a word separates words.
create function search_text(text text) returns text stable strict parallel safe language sql as $$
  select regexp_replace(lower(unaccent(text)), '[^[:alnum:]]+', ' ', 'g')
$$;

-- As it is typed, and the stems of both languages: nobody says in which one he writes.
create function search_vector(text text, weight "char") returns tsvector stable strict parallel safe language sql as $$
  select setweight(to_tsvector('simple', t) || to_tsvector('english', t) || to_tsvector('french', t), weight)
  from search_text(text) t
$$;

-- New words, by one transaction at a time: two that write the same words in another order would wait for each other. Who finds
-- it busy leaves his words to the next text that has them.
create function search_learn(text text) returns void language plpgsql as $$
declare
  fresh text[];
begin
  select array_agg(distinct w order by w) into fresh from regexp_split_to_table(search_text(text), ' ') w
    where w ~ '^[[:alpha:]]{3,40}$' and not exists (select 1 from search_word known where known.word = w);
  if fresh is not null and pg_try_advisory_xact_lock(hashtext('guichet search_word')) then
    insert into search_word select unnest(fresh) on conflict do nothing;
  end if;
end $$;

create function search_add(request uuid, text text, weight "char") returns void language plpgsql as $$
begin
  insert into request_search as s values (request, search_vector(text, weight), length(text))
    on conflict (request_id) do update set words = s.words || excluded.words, size = s.size + excluded.size
    where s.size + excluded.size <= 250000;
  perform search_learn(text);
end $$;

-- A search: every word must occur, as it was typed or longer, or by its stem. Half the index begins like one or two letters, so
-- these are words of their own. Words that say nothing in either language are left out, unless there are no others.
create function search_query(text text, weights text) returns tsquery stable strict language plpgsql as $$
declare
  limits text := case weights when '' then '' else ':' || weights end;
  word text;
  english tsquery;
  french tsquery;
  said tsquery;
  all_words tsquery;
begin
  for word in select w from regexp_split_to_table(search_text(text), ' ') w where w <> '' limit 10 loop
    english := to_tsquery('english', word || limits);
    french := to_tsquery('french', word || limits);
    if numnode(english) > 0 and numnode(french) > 0 then
      said := to_tsquery('simple', case when length(word) > 2 then word || ':*' || weights else word || limits end)
        || english || french;
      all_words := case when all_words is null then said else all_words && said end;
    end if;
  end loop;
  return coalesce(all_words, plainto_tsquery('simple', search_text(text)));
end $$;

-- What was typed into the form, whatever its shape.
create function search_fields(fields jsonb) returns text immutable strict parallel safe language sql as $$
  select coalesce(string_agg(value #>> '{}', ' '), '')
  from jsonb_path_query(fields, 'strict $.** ? (@.type() == "string" || @.type() == "number")') value
$$;

-- The index follows its tables in the same transaction, whoever writes them.
create function request_is_found() returns trigger language plpgsql as $$
declare
  typed text := left(search_fields(new.fields), 100000);
begin
  insert into request_search
  select new.id, search_vector(new.subject, 'A') || search_vector(concat_ws(' ', typed, p.name, o.name), 'B'),
    length(new.subject) + length(typed)
  from person p left join organization o on o.id = new.organization_id where p.id = new.requester_id;
  perform search_learn(concat_ws(' ', new.subject, typed));
  return null;
end $$;
create trigger request_found after insert on service_request for each row execute function request_is_found();

create function changed_request_is_found() returns trigger language plpgsql as $$
begin
  perform search_add(new.id, left(concat_ws(' ', new.subject, search_fields(new.fields)), 100000), 'B');
  return null;
end $$;
create trigger changed_request_found after update of subject, fields on service_request for each row
  when (new.subject is distinct from old.subject or new.fields is distinct from old.fields)
  execute function changed_request_is_found();

create function message_is_found() returns trigger language plpgsql as $$
begin
  perform search_add(new.request_id, new.body, case when new.internal then 'D'::"char" else 'C'::"char" end);
  return null;
end $$;
create trigger message_found after insert on activity for each row
  when (new.body is not null) execute function message_is_found();

create function file_is_found() returns trigger language plpgsql as $$
begin
  perform search_add(new.request_id, new.name, 'B');
  return null;
end $$;
create trigger file_found after insert on attachment for each row
  when (new.request_id is not null) execute function file_is_found();
create trigger sent_file_found after update of request_id on attachment for each row
  when (new.request_id is not null and old.request_id is null) execute function file_is_found();

-- All of it anew, for requests that have no row yet.
create function search_catch_up() returns void language sql as $$
  insert into request_search
  select r.id,
    search_vector(r.subject, 'A')
      || search_vector(concat_ws(' ', left(search_fields(r.fields), 100000), p.name, o.name,
        (select string_agg(f.name, ' ') from attachment f where f.request_id = r.id)), 'B')
      || search_vector(left(coalesce(m.open, ''), 100000), 'C') || search_vector(left(coalesce(m.notes, ''), 100000), 'D'),
    least(250000, length(r.subject) + length(coalesce(search_fields(r.fields), '')) + length(coalesce(m.open, ''))
      + length(coalesce(m.notes, '')))
  from service_request r join person p on p.id = r.requester_id left join organization o on o.id = r.organization_id
    left join (select request_id, string_agg(body, ' ') filter (where not internal) as open,
        string_agg(body, ' ') filter (where internal) as notes from activity where body is not null group by request_id) m
      on m.request_id = r.id
  where not exists (select 1 from request_search s where s.request_id = r.id);
  insert into search_word
  select word from ts_stat('select to_tsvector(''simple'', search_text(t)) from ('
    'select distinct subject || '' '' || search_fields(fields) from service_request '
    'union all select distinct body from activity where body is not null) as texts(t)')
  where word ~ '^[[:alpha:]]{3,40}$' on conflict do nothing;
$$;
select search_catch_up();

-- An invoice is looked up by its number, which only its system keeps unique.
create index invoice_number on invoice (number);
