package org.guichet.demo;

import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What staff kept beside two years of requests: tags, tasks, minutes, links, and notes about
 * customers. Chosen by the numbers and names, so that the same requests always have the same.
 */
final class BelievableWork {
  private static final String LOT = "(hashtext(%s) & 2147483647)";
  private static final String REQUESTS =
      "(select r.*, " + LOT.formatted("r.number") + " as lot from service_request r) r";

  private static final List<String> STATEMENTS =
      List.of(
          "insert into tag select unnest(:tags) on conflict do nothing",
          "insert into request_tag (request_id, tag) select r.id, (:tags::text[])[1 + lot / 5 % cardinality(:tags::text[])] from "
              + REQUESTS
              + " where lot % 5 < 2",
          """
          insert into checklist_item (request_id, place, task, added_by, added_at, done_by, done_at)
          select r.id, n, (:tasks::text[])[1 + (lot / 11 + n) %% cardinality(:tasks::text[])], r.assignee_id, r.submitted_at,
            case when done then r.assignee_id end, case when done then r.updated_at end
          from %s cross join generate_series(1, 3) n
            cross join lateral (select n <= lot %% 4 or r.status in ('SOLVED', 'CLOSED') as done) d
          where r.assignee_id is not null and lot %% 3 = 0
          """
              .formatted(REQUESTS),
          """
          insert into time_spent (request_id, worker_id, minutes, purpose, written_at)
          select r.id, r.assignee_id, 5 + 5 * (lot / n %% 17), (:purposes::text[])[1 + (lot / 13 + n) %% cardinality(:purposes::text[])],
            r.updated_at
          from %s cross join generate_series(1, 2) n where r.assignee_id is not null and (lot + n) %% 3 > 0
          """
              .formatted(REQUESTS),
          """
          insert into request_link (from_id, to_id, kind, made_by, made_at)
          select r.id, r.before, (array['RELATES', 'DUPLICATES', 'BLOCKS'])[1 + lot %% 3], r.assignee_id, r.updated_at
          from (select r.*, lag(r.id) over (partition by r.requester_id order by r.submitted_at) as before from %s) r
          where r.before is not null and r.assignee_id is not null and lot %% 20 = 0
          """
              .formatted(REQUESTS),
          note("person", "p.username = 'camille' or %s %% 6 = 0", ":peopleNotes"),
          note("organization", "p.alias = 'cabinet-moreau' or %s %% 3 = 0", ":organizationNotes"));

  private BelievableWork() {}

  private static String note(String about, String which, String texts) {
    String lot = LOT.formatted("p.name");
    return """
        insert into customer_note (%1$s_id, author_id, body, written_at)
        select p.id, (select t.person_id from team_member t join person a on a.id = t.person_id order by a.username offset %2$s %% 2 limit 1),
          (%3$s::text[])[1 + %2$s / 6 %% cardinality(%3$s::text[])], :today::timestamptz - %2$s %% 300 * interval '1 day'
        from %1$s p where (%4$s) and exists (select 1 from membership m where m.%1$s_id = p.id) order by p.name, p.id
        """
        .formatted(about, lot, texts, which.formatted(lot));
  }

  /** Writes it for all requests there are. */
  static void write(Handle handle, BelievableTexts texts, Instant today) {
    for (String statement : STATEMENTS) {
      var update = handle.createUpdate(statement);
      for (String list : List.of("tags", "tasks", "purposes", "peopleNotes", "organizationNotes")) {
        if (statement.contains(":" + list)) {
          update.bindArray(list, String.class, texts.all(list));
        }
      }
      if (statement.contains(":today")) {
        update.bind("today", today);
      }
      update.execute();
    }
  }
}
