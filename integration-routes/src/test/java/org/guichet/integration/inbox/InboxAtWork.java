package org.guichet.integration.inbox;

import java.util.Map;
import java.util.Optional;
import org.guichet.delivery.Connectors;
import org.guichet.inbox.Hook;
import org.guichet.inbox.Hooks;
import org.guichet.inbox.WakeUp;
import org.guichet.inbox.WakeUps;
import org.guichet.integration.connector.Connection;
import org.guichet.integration.connector.Connections;
import org.guichet.shared.Jq;
import org.guichet.shared.JqFailed;
import org.guichet.shared.JsonText;
import org.guichet.shared.TestDomain;

/** What the server does with what comes in, step by step, for tests of other packages. */
public final class InboxAtWork {
  private final TestDomain domain;
  private final InboxApplier applier;
  private final WakeUps wakeUps;

  public InboxAtWork(TestDomain domain, Connectors connectors) {
    this.domain = domain;
    this.applier = new InboxApplier(domain.inbox, connectors, domain.applyWord, Thread::new);
    this.wakeUps = domain.wakeUps;
  }

  /** An unsigned push at the connector's door: the record that it names is to be read. */
  public void push(String connector, String body) throws JqFailed {
    Hook door = new Hooks(domain.jdbi).find(connector).orElseThrow();
    String named = Jq.of(door.wakeUp()).apply(body, Map.of());
    if (named != null) {
      wakeUps.ask(door.connectorId(), JsonText.object(named).getString("externalId"));
    }
  }

  /** Reads all records that are to be read. */
  public void readAll(Connections connections) {
    RecordReader reader = new RecordReader(connections, wakeUps, domain.inbox, Thread::new);
    for (Connection connection : connections.all()) {
      int connector = connection.connector().id();
      Optional<WakeUp> next = wakeUps.take(connector);
      while (next.isPresent()) {
        reader.read(connection, next.get());
        next = wakeUps.take(connector);
      }
    }
  }

  /** Applies everything that waits now. */
  public void applyAll() {
    domain.inTransaction(
        () -> {
          applier.applyAll();
          return null;
        });
  }
}
