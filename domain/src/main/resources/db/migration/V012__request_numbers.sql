-- Numbers read R-2026-000001 and start again each January. A sequence per year: whoever takes a number holds up nobody until
-- his commit. A submission that fails leaves a gap.
create function next_request_number(of_year int) returns bigint language plpgsql as $$
declare
  numbers text := 'request_number_' || of_year;
begin
  if to_regclass(numbers) is null then
    -- The first of a year makes its sequence; others who come before he has committed wait for him, that once.
    perform pg_advisory_xact_lock(hashtext('guichet ' || numbers));
    execute format('create sequence if not exists %I', numbers);
  end if;
  return nextval(numbers::regclass);
end $$;

do $$
declare
  known record;
begin
  for known in select year, last from request_number loop
    perform next_request_number(known.year);
    perform setval(('request_number_' || known.year)::regclass, greatest(known.last, 1), known.last > 0);
  end loop;
end $$;
drop table request_number;

-- The lists of all but the confirmed. Written so that only they can use it: with millions of old deliveries the planner takes any
-- small index for as good as another, and took this one for claims.
drop index delivery_open;
create index delivery_open on delivery (coalesce(state, 2), id) where coalesce(state, 2) <> 2;
