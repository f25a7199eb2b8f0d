package org.guichet.integration.inbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.guichet.delivery.Connectors;
import org.guichet.inbox.PollCursors;
import org.guichet.inbox.WakeUp;
import org.guichet.integration.connector.Connection;
import org.guichet.shared.TestDomain;

/** Poller, reader and inbox of one connector, each working when a test of another package says. */
public final class IncomingAtWork {
  private final TestDomain domain;
  private final PollCursors cursors;
  private final Poller poller;
  private final RecordReader reader;
  private final InboxApplier applier;

  public IncomingAtWork(TestDomain domain, Connectors connectors) {
    this.domain = domain;
    cursors = new PollCursors(domain.jdbi);
    poller = new Poller(null, cursors, domain.inbox, domain.wakeUps, Thread::new);
    reader = new RecordReader(null, domain.wakeUps, domain.inbox, Thread::new);
    applier = new InboxApplier(domain.inbox, connectors, domain.applyWord, Thread::new);
  }

  /** Asks for what changed, reads it, and applies it. */
  public void poll(Connection connection) throws Exception {
    int connector = connection.connector().id();
    String start = Instant.now().minus(Duration.ofHours(1)).toString();
    Optional<PollCursors.Turn> turn = cursors.takeTurn(connector, 0, start);
    poller.poll(connection, turn.orElseThrow());
    Optional<WakeUp> next = domain.wakeUps.take(connector);
    while (next.isPresent()) {
      reader.read(connection, next.get());
      next = domain.wakeUps.take(connector);
    }
    domain.inTransaction(
        () -> {
          applier.applyAll();
          return null;
        });
  }
}
