package org.guichet.bench;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.guichet.delivery.ExplainedClaim;
import org.guichet.node.Backlog;
import org.guichet.node.SinkCompany;
import org.guichet.shared.JsonText;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The claim with many old, confirmed deliveries beside the same without, in turns. */
final class OldRows {
  private static final int RUNS = 5;
  private static final int DUE_REQUESTS = 1_000;
  private static final int BATCH_OF_CONNECTOR = 32;

  private static final String REQUESTS =
      """
      insert into service_request (id, number, draft_id, type_id, subject, fields, status, requester_id, organization_id,
        team_id, submitted_at, updated_at, version)
      select gen_random_uuid(), 'old-' || i, gen_random_uuid(), type_id, subject, fields, 'CLOSED', requester_id,
        organization_id, team_id, now() - i * interval '1 minute', now(), 1
      from service_request, generate_series(1, :rows / 40) i where number = 'model'
      """;

  /** Ten events of each request. */
  private static final String EVENTS =
      """
      insert into outbox_event (request_id, type, payload, happened_at)
      select id, 'request.submitted', '{}', submitted_at from service_request, generate_series(1, 10)
      where number like 'old-%' order by random()
      """;

  private static final String DELIVERIES =
      """
      insert into delivery (event_id, flow_id, request_id, connector_id, state, attempts, tries, next_attempt_at,
        external_id, updated_at)
      select e.id, f.id, e.request_id, f.connector_id, 2, 1, 1, e.happened_at, 'S-' || e.id, e.happened_at
      from outbox_event e, flow f where e.payload = '{}'
      """;

  private final SinkCompany company;
  private final List<Integer> ports;

  OldRows(SinkCompany company, List<Integer> ports) {
    this.company = company;
    this.ports = ports;
  }

  /** One claim, rolled back. */
  private record Claim(double millis, long buffers, String plan) {}

  /** The rows of the table. */
  List<String> measure(int rows) throws Exception {
    Jdbi fresh = database("fresh");
    Jdbi old = database("old");
    age(old, rows);
    List<Claim> without = new ArrayList<>();
    List<Claim> with = new ArrayList<>();
    for (int run = 0; run <= RUNS; run++) {
      Claim one = claim(fresh);
      Claim other = claim(old);
      if (run > 0) { // the first warms up
        without.add(one);
        with.add(other);
      }
    }
    double buffers = buffers(with) / buffers(without);
    double time = millis(with) / millis(without);
    boolean same = without.get(0).plan().equals(with.get(0).plan());
    return List.of(
        row("no old rows", without),
        row("%,d old rows".formatted(rows), with),
        String.format(
            Locale.ROOT,
            "%n* %s plan, buffers %.2f times (wanted 1.2 at most), time %.2f times (wanted 1.1 at most)",
            same ? "the same" : "ANOTHER",
            buffers,
            time));
  }

  private Jdbi database(String name) throws Exception {
    company.create(name, ports, BATCH_OF_CONNECTOR);
    Jdbi jdbi = company.jdbi(name);
    new Backlog(jdbi).add("due", DUE_REQUESTS);
    return jdbi;
  }

  private static void age(Jdbi jdbi, int rows) {
    jdbi.useTransaction(
        handle -> {
          handle.execute("set local session_replication_role = replica"); // no look at each key
          handle.createUpdate(REQUESTS).bind("rows", rows).execute();
          handle.execute(EVENTS);
          handle.execute(DELIVERIES);
        });
    jdbi.useHandle(handle -> handle.execute("vacuum analyze"));
  }

  private static Claim claim(Jdbi jdbi) {
    try (Handle handle = jdbi.open()) {
      List<Integer> connectors =
          handle.createQuery("select id from connector order by id").mapTo(Integer.class).list();
      String plan = ExplainedClaim.of(handle, connectors, BATCH_OF_CONNECTOR);
      return read(JsonText.object("{\"all\":" + plan + "}").getJsonArray("all").getJsonObject(0));
    }
  }

  private static Claim read(JsonObject explained) {
    JsonObject root = explained.getJsonObject("Plan");
    return new Claim(
        explained.getJsonNumber("Execution Time").doubleValue(),
        root.getJsonNumber("Shared Hit Blocks").longValue()
            + root.getJsonNumber("Shared Read Blocks").longValue(),
        shape(root));
  }

  /** The plan's steps and the indexes they use, without figures. */
  private static String shape(JsonObject step) {
    StringBuilder shape = new StringBuilder(step.getString("Node Type"));
    shape.append(' ').append(step.getString("Index Name", "")).append('(');
    for (JsonValue inner : step.getOrDefault("Plans", JsonValue.EMPTY_JSON_ARRAY).asJsonArray()) {
      shape.append(shape(inner.asJsonObject())).append(',');
    }
    return shape.append(')').toString();
  }

  private static double buffers(List<Claim> claims) {
    return Series.median(claims.stream().map(claim -> (double) claim.buffers()).toList());
  }

  private static double millis(List<Claim> claims) {
    return Series.median(claims.stream().map(Claim::millis).toList());
  }

  static String header() {
    return "| claim of 4 x "
        + BATCH_OF_CONNECTOR
        + " | median ms | median buffers |\n|---|---|---|";
  }

  private static String row(String what, List<Claim> claims) {
    return String.format(
        Locale.ROOT, "| %s | %.1f | %.0f |", what, millis(claims), buffers(claims));
  }
}
