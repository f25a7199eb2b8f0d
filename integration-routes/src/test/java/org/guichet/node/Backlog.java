package org.guichet.node;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.guichet.integration.Eventually;
import org.jdbi.v3.core.Jdbi;

/**
 * Requests by the thousand, each with its event and a due delivery per sink, as copies of one: the
 * node finds them all at once.
 */
public final class Backlog {
  private static final Duration LONGEST = Duration.ofMinutes(20);

  private static final String REQUESTS =
      """
      insert into service_request (id, number, draft_id, type_id, subject, fields, status, requester_id, organization_id,
        team_id, assignee_id, submitted_at, updated_at, version)
      select gen_random_uuid(), :round || '-' || i, gen_random_uuid(), type_id, subject, fields, status, requester_id,
        organization_id, team_id, assignee_id, now(), now(), version
      from service_request, generate_series(1, :count) i where id = :model
      """;

  private static final String EVENTS =
      """
      insert into outbox_event (request_id, type, payload, happened_at)
      select r.id, e.type, jsonb_set(e.payload, '{request,number}', to_jsonb(r.number)), now()
      from service_request r, outbox_event e where r.number like :round || '-%' and e.request_id = :model
      """;

  private static final String DELIVERIES =
      """
      insert into delivery (event_id, flow_id, request_id, connector_id, next_attempt_at, updated_at)
      select e.id, f.id, e.request_id, f.connector_id, now(), now()
      from outbox_event e join service_request r on r.id = e.request_id, flow f join connector c on c.id = f.connector_id
      where r.number like :round || '-%' and c.key = any(:connectors)
      order by e.id, f.id
      """;

  private static final String MODEL =
      """
      with model as (
        insert into service_request (id, number, draft_id, type_id, subject, fields, status, requester_id, organization_id,
          team_id, submitted_at, updated_at, version)
        select gen_random_uuid(), 'model', gen_random_uuid(), t.id, 'Laptop', '{"device": "Laptop", "description": "Flickers"}',
          'SUBMITTED', p.id, (select organization_id from membership where person_id = p.id limit 1), t.team_id, now(), now(), 1
        from request_type t, person p where t.key = 'device-repair' and p.username = 'camille' returning id)
      insert into outbox_event (request_id, type, payload, happened_at)
      select id, 'request.submitted', :payload::jsonb, now() from model returning request_id
      """;

  /** As long as an event of the demo. */
  private static final String PAYLOAD =
      """
      {"request": {"number": "model", "type": "device-repair", "service": "Repair of a device", "subject": "Laptop",
        "status": "SUBMITTED", "fields": {"device": "Laptop", "description": "Flickers"},
        "text": "Device: Laptop\\nWhat happens: It flickers since this morning, and the fan does not stop any more.",
        "submittedAt": "2026-11-21T10:00:00Z", "url": "http://localhost:8080/request?number=model"},
       "requester": {"name": "Camille Moreau", "email": "camille@cabinet-moreau.example"},
       "organization": {"name": "Cabinet Moreau", "alias": "cabinet-moreau"}, "attachments": [],
       "event": {"type": "request.submitted", "at": "2026-11-21T10:00:00Z"}}
      """;

  private final Jdbi jdbi;
  private final UUID model;

  /** Makes the request that is copied. */
  public Backlog(Jdbi jdbi) {
    this.jdbi = jdbi;
    this.model =
        jdbi.withHandle(
            handle -> handle.createQuery(MODEL).bind("payload", PAYLOAD).mapTo(UUID.class).one());
  }

  /** Adds that many requests, visible and announced all at once. */
  public void add(String round, int count) {
    add(round, count, "sink1", "sink2", "sink3", "sink4");
  }

  /** The same for some of the sinks only. */
  public void add(String round, int count, String... connectors) {
    jdbi.useTransaction(
        handle -> {
          handle
              .createUpdate(REQUESTS)
              .bind("round", round)
              .bind("count", count)
              .bind("model", model)
              .execute();
          handle.createUpdate(EVENTS).bind("round", round).bind("model", model).execute();
          handle
              .createUpdate(DELIVERIES)
              .bind("round", round)
              .bindArray("connectors", String.class, (Object[]) connectors)
              .execute();
          handle.execute("analyze delivery, outbox_event, service_request, attempt");
          handle.execute("select pg_notify('guichet', 'REQUEST ')");
        });
  }

  /** Waits until nothing is due or on its way any more. */
  public void awaitEnd() throws Exception {
    await(() -> !isUnderWay());
  }

  /** Waits until all of the round is confirmed, whatever else there is. */
  public void awaitConfirmed(String round, long deliveries) throws Exception {
    await(() -> confirmed(round) == deliveries);
  }

  private static void await(Callable<Boolean> condition) throws Exception {
    if (!Eventually.value(condition, done -> done, LONGEST)) {
      throw new IllegalStateException("The deliveries did not end within " + LONGEST);
    }
  }

  /** Takes away what a part left over, so that the next one begins with nothing, and says why. */
  public List<String> leftOver() {
    return jdbi.inTransaction(
        handle ->
            handle
                .createQuery(
                    "with left_over as (update delivery set state = 5 where state in (0, 1) returning *)"
                        + " select state || ' ' || coalesce(last_error, 'never tried') || ' (' || count(*) || ')'"
                        + " from left_over group by state, last_error")
                .mapTo(String.class)
                .list());
  }

  /** By the index of what is open: reading all deliveries would slow down what is measured. */
  private boolean isUnderWay() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select exists (select 1 from delivery where coalesce(state, 2) in (0, 1))")
                .mapTo(Boolean.class)
                .one());
  }

  /** How many of the round are confirmed, each with its attempt on record. */
  public long confirmed(String round) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select count(*) from delivery d join service_request r on r.id = d.request_id"
                        + " where r.number like :round || '-%' and d.state = 2 and d.external_id is not null"
                        + " and exists (select 1 from attempt a where a.delivery_id = d.id and a.outcome = 'CONFIRMED')")
                .bind("round", round)
                .mapTo(Long.class)
                .one());
  }
}
