-- Short answers to what people ask again and again. One article is in one language; articles of one topic say the same in others.
create table article (
  id           uuid primary key,
  topic_id     uuid not null,
  language     text not null,
  category_key text not null references service_category,
  question     text not null,
  -- Plain text with paragraphs, lists and links: see portal.knowledge.AnswerText.
  answer       text not null,
  -- Since when customers read it; null while only employees do.
  published_at timestamptz,
  version      int not null default 1,
  -- Null for what came with the company's data.
  changed_by   uuid references person,
  changed_at   timestamptz not null,
  -- The sums of article_vote: the home page asks for the best ones at every look.
  helpful      int not null default 0,
  unhelpful    int not null default 0,
  -- A in the question, B in the answer; see V018.
  words        tsvector not null,
  unique (topic_id, language)
);
create index article_words on article using gin (words);
create index article_changed on article (changed_at desc, id desc);
create index article_best on article ((helpful - unhelpful) desc, id) where published_at is not null;

-- One word of each person, which he may change.
create table article_vote (
  article_id uuid not null references article,
  person_id  uuid not null references person,
  helpful    boolean not null,
  voted_at   timestamptz not null,
  primary key (article_id, person_id)
);
create index article_vote_person on article_vote (person_id);

-- What an employee has typed into an article and not saved yet: his own, beside what others read.
create table article_draft (
  article_id   uuid not null,
  person_id    uuid not null references person,
  question     text not null,
  answer       text not null,
  -- The version of the article that he was changing; 0 for one that is not saved yet.
  based_on     int not null,
  saved_at     timestamptz not null,
  primary key (article_id, person_id)
);

-- The words of articles alone, for whoever mistypes one: what customers write about themselves is not among them.
create table article_word (
  word text primary key
);
create index article_word_like on article_word using gist (word gist_trgm_ops);

create function article_is_found() returns trigger language plpgsql as $$
begin
  new.words := search_vector(new.question, 'A') || search_vector(left(new.answer, 100000), 'B');
  insert into article_word
    select distinct w from regexp_split_to_table(search_text(concat_ws(' ', new.question, new.answer)), ' ') w
    where w ~ '^[[:alpha:]]{3,40}$' order by w on conflict do nothing;
  return new;
end $$;
create trigger article_found before insert or update of question, answer on article
  for each row execute function article_is_found();

-- Any of the words is enough: what fits better stands higher. Words are letters and digits only, so "&" is never one of them.
create function article_query(text text, weights text) returns tsquery stable strict language sql as $$
  select replace(search_query(text, weights)::text, '&', '|')::tsquery
$$;
