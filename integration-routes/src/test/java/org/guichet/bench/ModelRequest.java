package org.guichet.bench;

import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * The one request that was really submitted, in another database too: its copies need a model
 * there.
 */
final class ModelRequest {
  private final BenchDatabase databases;

  ModelRequest(BenchDatabase databases) {
    this.databases = databases;
  }

  /** Copies the request of that number with its event; people and services are the same demo's. */
  void copy(String from, String to, String number) {
    var event =
        databases
            .jdbi(from)
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select e.payload::text as payload, r.fields::text as fields, r.subject from outbox_event e"
                                + " join service_request r on r.id = e.request_id where r.number = ?")
                        .bind(0, number)
                        .mapToMap()
                        .one());
    Jdbi target = databases.jdbi(to);
    UUID request = UUID.randomUUID();
    target.useTransaction(
        handle -> {
          handle
              .createUpdate(
                  "insert into service_request (id, number, draft_id, type_id, subject, fields, status, requester_id,"
                      + " organization_id, team_id, submitted_at, updated_at, version)"
                      + " select :id, :number, :id, t.id, :subject, :fields::jsonb, 'SUBMITTED', p.id,"
                      + " (select organization_id from membership where person_id = p.id limit 1), t.team_id, now(), now(), 1"
                      + " from request_type t, person p where t.key = 'device-repair' and p.username = 'camille'")
              .bind("id", request)
              .bind("number", number)
              .bind("subject", event.get("subject"))
              .bind("fields", event.get("fields"))
              .execute();
          handle
              .createUpdate(
                  "insert into outbox_event (request_id, type, payload, happened_at)"
                      + " values (:request, 'request.submitted', :payload::jsonb, now())")
              .bind("request", request)
              .bind("payload", event.get("payload"))
              .execute();
        });
  }
}
