package org.guichet.integration.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import org.guichet.delivery.Connector;
import org.guichet.inbox.Inbox;
import org.guichet.inbox.PollCursors;
import org.guichet.integration.connector.CallFailed;
import org.guichet.integration.connector.Connection;
import org.guichet.integration.connector.Connections;
import org.guichet.integration.connector.Envelope;
import org.guichet.integration.connector.Verb;
import org.guichet.integration.shared.Bell;
import org.guichet.integration.shared.StorableText;
import org.guichet.shared.JsonText;

/**
 * Asks systems without webhooks what changed and puts it into the inbox, one node at a time. It
 * reads on from the last change it has seen, that one included: of two changes in the same
 * millisecond none is missed, and the inbox knows a message that comes twice.
 */
@ApplicationScoped
public class Poller {
  private static final Logger LOG = System.getLogger(Poller.class.getName());
  private static final Duration TICK = Duration.ofSeconds(1);

  /** A system that was never asked is asked from here on; its clock may differ from ours. */
  private static final Duration FIRST_LOOK_BACK = Duration.ofHours(1);

  /** As much as a webhook may bring. */
  private static final int MOST_MESSAGE = 256 * 1024;

  private final Bell bell = new Bell();
  private final Set<String> failing = new HashSet<>();
  private Connections connections;
  private PollCursors cursors;
  private Inbox inbox;
  private ThreadFactory threads;
  private Thread loop;
  private volatile boolean running;

  protected Poller() {}

  @Inject
  public Poller(Connections connections, PollCursors cursors, Inbox inbox, ThreadFactory threads) {
    this.connections = connections;
    this.cursors = cursors;
    this.inbox = inbox;
    this.threads = threads;
  }

  void start(@Observes Startup startup) {
    running = true;
    loop = threads.newThread(this::work);
    loop.setName("guichet poller");
    loop.start();
  }

  void stop(@Observes Shutdown shutdown) throws InterruptedException {
    running = false;
    bell.ring();
    loop.join(5_000);
  }

  private void work() {
    while (running && !Thread.currentThread().isInterrupted()) {
      connections.all().stream()
          .filter(connection -> connection.connector().pollSeconds() != null)
          .filter(connection -> !connection.connector().isPaused())
          .forEach(this::pollInTurn);
      bell.await(TICK);
    }
  }

  private void pollInTurn(Connection connection) {
    Connector connector = connection.connector();
    try {
      Optional<String> cursor =
          cursors.takeTurn(
              connector.id(),
              connector.pollSeconds(),
              Instant.now().minus(FIRST_LOOK_BACK).toString());
      if (cursor.isPresent()) {
        poll(connection, cursor.get());
        failing.remove(connector.key());
      }
    } catch (CallFailed | RuntimeException e) {
      if (failing.add(connector.key())) { // once per trouble
        LOG.log(
            Level.WARNING, "{0} cannot be asked for changes: {1}", connector.key(), e.getMessage());
      }
    }
  }

  void poll(Connection connection, String cursor) throws CallFailed {
    String since = Json.createObjectBuilder().add("since", cursor).build().toString();
    JsonArray changes = changes(connection.call(Verb.CHANGES, since, Envelope.reading()).body());
    String last = cursor;
    for (JsonValue said : changes) {
      Optional<Change> change = Change.of(said);
      if (change.isPresent()) {
        inbox.receive(connection.connector().id(), change.get().id(), change.get().message());
        last = change.get().at();
      } else { // what comes after it must not wait for it
        inbox.refuse(connection.connector().key(), "change not understood");
      }
    }
    if (!last.equals(cursor)) {
      cursors.advance(connection.connector().id(), last);
    }
  }

  /** One change, as Kamelets tell it. */
  private record Change(String id, String at, String message) {

    /** Empty when it lacks something or cannot be kept. */
    private static Optional<Change> of(JsonValue said) {
      if (!(said instanceof JsonObject json)
          || !(json.get("message") instanceof JsonObject message)) {
        return Optional.empty();
      }
      Change change =
          new Change(JsonText.string(json, "id"), JsonText.string(json, "at"), message.toString());
      return StorableText.fits(change.id, StorableText.MOST_WORD)
              && StorableText.fits(change.at, StorableText.MOST_WORD)
              && StorableText.fits(change.message, MOST_MESSAGE)
          ? Optional.of(change)
          : Optional.empty();
    }
  }

  private static JsonArray changes(String body) {
    try (var reader = Json.createReader(new StringReader(body))) {
      return reader.readArray();
    } catch (JsonException e) {
      throw new IllegalStateException("it answers no list of changes", e);
    }
  }
}
