package org.guichet.delivery;

import org.jdbi.v3.core.Handle;

/**
 * Fills the ledger with what years leave behind: requests carried to every system of the demo, each
 * delivery confirmed, each with its attempt.
 */
final class OldDeliveries {
  private static final int CHUNK = 250_000;

  private OldDeliveries() {}

  /** At least that many deliveries more; foreign keys are not checked while they are written. */
  static void add(Handle handle, long deliveries) {
    handle.execute("set session_replication_role = replica");
    for (long written = 0; written < deliveries; ) {
      handle.execute(
          "create temp table old_request on commit preserve rows as select gen_random_uuid() as id from"
              + " generate_series(1, ?::int / 4)",
          Math.min(CHUNK, deliveries - written));
      handle.execute(
          "insert into service_request (id, number, draft_id, type_id, subject, fields, status, requester_id, team_id,"
              + " submitted_at, updated_at, version) select o.id, 'O-' || o.id, gen_random_uuid(), t.id, 'Laptop', '{}',"
              + " 'CLOSED', p.id, t.team_id, now(), now(), 1 from old_request o,"
              + " (select id, team_id from request_type limit 1) t, (select id from person limit 1) p");
      written +=
          handle.execute(
              "with e as (insert into outbox_event (request_id, type, payload, happened_at)"
                  + " select id, 'request.submitted', '{\"request\": {}}', now() - interval '1 year' from old_request"
                  + " returning id, request_id) insert into delivery (event_id, flow_id, after_flow_id, request_id,"
                  + " connector_id, state, attempts, tries, next_attempt_at, updated_at) select e.id, f.id, f.after_flow_id,"
                  + " e.request_id, f.connector_id, 2, 1, 1, now() - interval '1 year', now() - interval '1 year'"
                  + " from e, flow f where f.event_type = 'request.submitted'");
      handle.execute(
          "insert into attempt (delivery_id, number, node, started_at, duration_ms, outcome, mapping_version, trace_id)"
              + " select d.id, 1, 'a', d.updated_at, 12, 'CONFIRMED', 1, '0af7651916cd43dd' from delivery d"
              + " join old_request o on o.id = d.request_id");
      handle.execute(
          "insert into external_reference (connector_id, external_id, request_id) select d.connector_id,"
              + " 'O-' || d.id, d.request_id from delivery d join old_request o on o.id = d.request_id");
      handle.execute("drop table old_request");
    }
    handle.execute("set session_replication_role = origin");
    handle.execute(
        "vacuum (analyze) delivery, outbox_event, service_request, external_reference, attempt");
  }
}
