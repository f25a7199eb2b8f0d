package org.guichet.dashboard;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.request.Submission;
import org.guichet.shared.TestDomain;

/** Requests of a company whose figures are counted by hand. */
final class CountedRequests implements AutoCloseable {
  static final String WORKSHOP = "device-repair";
  static final String OFFICE = "quote";

  final TestDomain domain = TestDomain.start();
  final Viewer tom = domain.viewer("tom", Role.AGENT);
  final Viewer sofia = domain.viewer("sofia", Role.SUPERVISOR);
  private final String model;
  private int last;

  CountedRequests() {
    Viewer camille = domain.viewer("camille", Role.CUSTOMER);
    Map<String, String> fields = Map.of("device", "Zither", "description", "A string broke.");
    model =
        domain.inTransaction(
            () ->
                domain.submitRequest.submit(
                    camille, new Submission(WORKSHOP, fields, UUID.randomUUID())));
    run("delete from service_clock");
    run(
        "update service_request set submitted_at = '2020-01-01Z', settled_at = '2020-01-01Z',"
            + " status = 'CANCELLED', due_at = null");
  }

  void run(String sql, Object... values) {
    domain.jdbi.useHandle(handle -> handle.execute(sql, values));
  }

  /**
   * One more.
   *
   * @param times submitted, responded, solved, due: as far as they are known
   */
  String add(String service, String status, String... times) {
    String number = "R-2026-7" + String.format("%05d", ++last);
    run(
        """
        insert into service_request (id, number, draft_id, type_id, subject, form_version, language, fields, sensitive_fields,
          status, priority, requester_id, organization_id, team_id, submitted_at, updated_at, version, responded_at, solved_at, due_at)
        select gen_random_uuid(), ?, gen_random_uuid(), t.id, 'x', m.form_version, m.language, '{}', m.sensitive_fields, ?, 'NORMAL',
          m.requester_id, m.organization_id, t.team_id, ?::timestamptz, now(), 1, ?::timestamptz, ?::timestamptz, ?::timestamptz
        from service_request m, request_type t where m.number = ? and t.key = ?
        """,
        number,
        status,
        time(times, 0),
        time(times, 1),
        time(times, 2),
        time(times, 3),
        model,
        service);
    return number;
  }

  private static String time(String[] times, int place) {
    return place < times.length && times[place] != null
        ? Instant.parse(times[place]).toString()
        : null;
  }

  /** A promise about it. */
  void promise(String number, String target, String due, String ended) {
    run(
        "insert into service_clock (request_id, target, minutes, started_at, due_at, ended_at)"
            + " select id, ?, 60, submitted_at, ?::timestamptz, ?::timestamptz from service_request where number = ?",
        target,
        due,
        ended,
        number);
  }

  @Override
  public void close() throws Exception {
    domain.close();
  }
}
