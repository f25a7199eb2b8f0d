package org.guichet.story;

/** Three hundred requests of the last two months, so that charts have something to show. */
final class PastRequests {
  private static final String OURS =
      "(select id from service_request where number like 'R-2024-6%')";

  private PastRequests() {}

  /**
   * Writes them.
   *
   * @param number the request that they are copied from
   */
  static void write(Story story, String number) {
    story.run(
        """
        insert into service_request (id, number, draft_id, type_id, subject, form_version, language, fields, sensitive_fields,
          status, priority, requester_id, organization_id, team_id, submitted_at, updated_at, version,
          responded_at, solved_at, settled_at, due_at)
        select gen_random_uuid(), 'R-2024-' || (600000 + n), gen_random_uuid(), t.id, m.subject || ' ' || n, m.form_version,
          m.language, m.fields, m.sensitive_fields, s.status, m.priority, m.requester_id, m.organization_id, t.team_id,
          s.at, s.at, 1,
          case when s.status <> 'SUBMITTED' then s.at + interval '40 minutes' * (1 + n %% 7) end,
          case when s.status in ('SOLVED', 'CLOSED') then s.at + interval '7 hours' * (1 + n %% 6) end,
          case when s.status in ('SOLVED', 'CLOSED', 'CANCELLED') then s.at + interval '7 hours' * (1 + n %% 6) end,
          case when s.status in ('SUBMITTED', 'IN_PROGRESS') and n %% 3 = 0 then s.at + interval '2 days' end
        from service_request m, generate_series(1, 300) n
          cross join lateral (select case when n %% 60 < 5 and n %% 2 = 0 then 'SUBMITTED' when n %% 23 = 0 then 'IN_PROGRESS'
              when n %% 41 = 0 then 'WAITING_FOR_CUSTOMER' when n %% 29 = 0 then 'CANCELLED' when n %% 60 < 12 then 'SOLVED'
              else 'CLOSED' end as status,
            now() - interval '1 day' * (n %% 60) - interval '17 minutes' * (n %% 13) as at) s
          cross join lateral (select * from request_type where form_version > 0 order by key offset n * n %% 7 limit 1) t
        where m.number = '%s'
        """
            .formatted(number));
    story.run(
        "insert into service_clock (request_id, target, minutes, started_at, due_at, ended_at)"
            + " select id, 'FIRST_RESPONSE', 180, submitted_at, submitted_at + interval '3 hours', responded_at"
            + " from service_request where id in "
            + OURS
            + " union all select id, 'RESOLUTION', 1440, submitted_at, submitted_at + interval '30 hours',"
            + " coalesce(solved_at, settled_at) from service_request where id in "
            + OURS);
  }

  /** As if they had never been. */
  static void forget(Story story) {
    for (String table :
        new String[] {"service_clock", "service_recount", "request_search", "activity"}) {
      story.run("delete from " + table + " where request_id in " + OURS);
    }
    story.run("delete from service_request where id in " + OURS);
  }
}
