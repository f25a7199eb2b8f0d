-- How far a request came, for figures and lists: its first answer (or settlement without one), and since when it is solved.
-- Both follow from its story and are written with its clocks.
alter table service_request
  add column responded_at timestamptz,
  add column solved_at timestamptz;

with turn as (
  select a.request_id, a.id, a.happened_at, a.details ->> 'to' in ('SOLVED', 'CLOSED', 'CANCELLED') as settles
  from activity a where a.kind = 'STATUS_CHANGED'
), reopened as (
  select request_id, max(id) as id from turn where not settles group by request_id
), settled as (
  select t.request_id, min(t.happened_at) as first, min(t.happened_at) filter (where t.id > coalesce(o.id, 0)) as last
  from turn t left join reopened o on o.request_id = t.request_id where t.settles group by t.request_id
), answered as (
  select a.request_id, min(a.happened_at) as at
  from activity a join service_request q on q.id = a.request_id
  where a.kind = 'REPLY' and not a.internal
    and (a.details ->> 'author' is not null or a.author_id is not null and a.author_id <> q.requester_id
      and not exists (select 1 from membership m where m.person_id = a.author_id and m.organization_id = q.organization_id))
  group by a.request_id
), story as (
  select q.id, coalesce(a.at, s.first, q.settled_at) as responded_at,
    case when q.status in ('SOLVED', 'CLOSED') then coalesce(s.last, q.settled_at) end as solved_at
  from service_request q left join answered a on a.request_id = q.id left join settled s on s.request_id = q.id
)
update service_request r set responded_at = story.responded_at, solved_at = story.solved_at
from story where story.id = r.id and (story.responded_at is not null or story.solved_at is not null);

-- The figures of a period read indexes alone, whatever else a request carries.
drop index service_request_submitted;
create index service_request_submitted on service_request (submitted_at, id) include (team_id, assignee_id, type_id, status);
create index service_request_responded on service_request (responded_at) include (submitted_at, team_id, assignee_id)
  where responded_at is not null;
create index service_request_solved on service_request (solved_at) include (submitted_at, team_id, assignee_id)
  where solved_at is not null;
-- A promise is decided when it is kept, or when its time is over.
create index service_clock_decided on service_clock (least(due_at, ended_at)) where minutes is not null;

-- The counts of the queues tell what is overdue.
drop index service_request_queue;
create index service_request_queue on service_request (team_id, assignee_id, status) include (due_at, submitted_at)
  where status in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER');
