package org.guichet.bench;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.integration.connector.Answer;
import org.guichet.integration.connector.Connection;
import org.guichet.integration.connector.Connections;
import org.guichet.integration.connector.Envelope;
import org.guichet.integration.connector.Verb;
import org.guichet.shared.Jq;
import org.jdbi.v3.core.Jdbi;

/**
 * The same mapping and the same Kamelet with events from memory: what the pipeline could be without
 * a ledger.
 */
final class CamelLoop implements Runner.Loop {
  private final List<Connection> connections;
  private final String payload;
  private final String mapping;

  CamelLoop(Connections connections, Jdbi jdbi) {
    this.connections = connections.all();
    this.payload = one(jdbi, "select payload::text from outbox_event order by id limit 1");
    this.mapping = one(jdbi, "select mapping from flow order by id limit 1");
  }

  private static String one(Jdbi jdbi, String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }

  @Override
  public int step(int thread) throws Exception {
    String body = Jq.of(mapping).apply(payload, Map.of("references", "{}"));
    Answer answer =
        connections
            .get(thread % connections.size())
            .call(
                Verb.DELIVER,
                body,
                new Envelope(UUID.randomUUID().toString(), false, Envelope.newTraceId()));
    if (!answer.body().contains("externalId")) {
      throw new IllegalStateException(answer.body());
    }
    return 1;
  }
}
