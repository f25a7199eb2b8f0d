package org.guichet.integration.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import org.guichet.delivery.Connector;
import org.guichet.inbox.Inbox;
import org.guichet.inbox.PollCursors;
import org.guichet.inbox.WakeUps;
import org.guichet.integration.connector.CallFailed;
import org.guichet.integration.connector.Connection;
import org.guichet.integration.connector.Connections;
import org.guichet.integration.connector.Envelope;
import org.guichet.integration.connector.Trouble;
import org.guichet.integration.connector.Verb;
import org.guichet.integration.shared.Bell;

/**
 * Asks systems without webhooks what changed, each by one node at a time. It reads on from the last
 * change it has seen, that one included and as much before it as the system's clock is coarse: of
 * two changes in one moment none is missed. What comes twice is known.
 */
@ApplicationScoped
public class Poller {
  private static final Logger LOG = System.getLogger(Poller.class.getName());
  private static final Duration TICK = Duration.ofSeconds(1);

  /** A system that was never asked is asked from here on; its clock may differ from ours. */
  private static final Duration FIRST_LOOK_BACK = Duration.ofHours(1);

  /** A change of later than that from now is a slip of somebody's; it moves nothing. */
  private static final Duration MOST_AHEAD = Duration.ofHours(1);

  /** As many changes of one moment may be a whole page, with others of that moment behind it. */
  private static final int MAYBE_A_PAGE = 20;

  /** Pages in one turn; whoever has more goes on with the next. */
  private static final int MOST_PAGES = 100;

  private final Bell bell = new Bell();
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private Connections connections;
  private PollCursors cursors;
  private Inbox inbox;
  private WakeUps wakeUps;
  private ThreadFactory threads;
  private Lanes lanes;
  private Thread loop;
  private volatile boolean running;

  protected Poller() {}

  @Inject
  public Poller(
      Connections connections,
      PollCursors cursors,
      Inbox inbox,
      WakeUps wakeUps,
      ThreadFactory threads) {
    this.connections = connections;
    this.cursors = cursors;
    this.inbox = inbox;
    this.wakeUps = wakeUps;
    this.threads = threads;
  }

  void start(@Observes Startup startup) {
    running = true;
    lanes = new Lanes(threads);
    loop = threads.newThread(this::work);
    loop.setName("guichet poller");
    loop.start();
  }

  void stop(@Observes Shutdown shutdown) throws InterruptedException {
    running = false;
    bell.ring();
    loop.join(5_000);
    lanes.close();
  }

  private void work() {
    while (running && !Thread.currentThread().isInterrupted()) {
      connections.all().stream()
          .filter(connection -> connection.connector().pollSeconds() != null)
          .filter(connection -> !connection.connector().isPaused())
          .forEach(c -> lanes.run(c.connector().id(), () -> pollAlone(c)));
      bell.await(TICK);
    }
  }

  private void pollAlone(Connection connection) {
    Connector connector = connection.connector();
    try {
      cursors.alone(connector.id(), () -> pollInTurn(connection));
    } catch (Exception e) {
      complain(connector, e.getMessage());
    }
  }

  private void pollInTurn(Connection connection) {
    Connector connector = connection.connector();
    String start = Instant.now().minus(FIRST_LOOK_BACK).toString();
    Optional<PollCursors.Turn> turn =
        cursors.takeTurn(connector.id(), connector.pollSeconds(), start);
    if (turn.isEmpty()) {
      return;
    }
    try {
      poll(connection, turn.get());
      cursors.succeeded(connector.id());
      failing.remove(connector.key());
    } catch (CallFailed e) {
      fail(connector, Trouble.sentence(e));
    } catch (NoList e) {
      fail(connector, e.getMessage());
    }
  }

  private void fail(Connector connector, String error) {
    cursors.failed(connector.id(), connector.pollSeconds(), error);
    complain(connector, error);
  }

  private void complain(Connector connector, String error) {
    if (failing.add(connector.key())) { // once per trouble
      LOG.log(Level.WARNING, "{0} cannot be asked for changes: {1}", connector.key(), error);
    }
  }

  /** Asks on as long as there was something new: a system that answers in pages has more. */
  void poll(Connection connection, PollCursors.Turn turn) throws CallFailed, NoList {
    PollCursors.Turn at = turn;
    for (int page = 0; page < MOST_PAGES; page++) {
      Page got = ask(connection, at, at.since());
      if (got.reached().equals(at.cursor()) && got.changes() >= MAYBE_A_PAGE) {
        got = pass(connection, at);
      }
      if (got.reached().equals(at.cursor())) {
        return;
      }
      cursors.advance(connection.connector().id(), got.reached());
      at = new PollCursors.Turn(got.reached(), turn.overlap());
    }
  }

  /**
   * What one call brought.
   *
   * @param reached the time of the last change, or where it began
   */
  private record Page(String reached, int changes) {}

  /**
   * Asks for what comes after a moment that fills a page: else that page would come for ever. What
   * did not fit on it nobody can ask for, so a person is told.
   */
  private Page pass(Connection connection, PollCursors.Turn at) throws CallFailed, NoList {
    Page got = ask(connection, at, at.next());
    if (!got.reached().equals(at.cursor())) {
      inbox.setAside(
          connection.connector().id(),
          "page " + at.cursor(),
          Json.createObjectBuilder().add("moment", at.cursor()).build().toString(),
          "So much changed at " + at.cursor() + " that some of it may be missing: look there.");
    }
    return got;
  }

  private Page ask(Connection connection, PollCursors.Turn turn, String since)
      throws CallFailed, NoList {
    String asked = Json.createObjectBuilder().add("since", since).build().toString();
    JsonArray changes = changes(connection.call(Verb.CHANGES, asked, Envelope.reading()).body());
    Instant latest = Instant.now().plus(MOST_AHEAD);
    String reached = turn.cursor();
    for (JsonValue said : changes) {
      Optional<Change> change = Change.of(said);
      if (change.isPresent()) {
        take(connection.connector(), change.get(), turn.overlap());
        reached = new PollCursors.Turn(reached, turn.overlap()).reached(change.get().at(), latest);
      } else { // what comes after it must not wait for it
        refuse(connection.connector(), said);
      }
    }
    return new Page(reached, changes.size());
  }

  private void take(Connector connector, Change change, Duration overlap) {
    if (change.message() != null) {
      inbox.receive(connector.id(), change.messageId(overlap), change.message());
    } else if (cursors.isNew(connector.id(), change.key(), overlap)) {
      wakeUps.ask(connector.id(), change.externalId());
    }
  }

  /** Counted once, however often an overlapping poll meets it. */
  private void refuse(Connector connector, JsonValue said) {
    if (cursors.isNew(connector.id(), "bad " + Change.hash(said.toString()), Duration.ZERO)) {
      inbox.refuse(connector.key(), "change not understood");
    }
  }

  /** The answer is no list of changes. */
  static final class NoList extends Exception {
    private static final long serialVersionUID = 1L;

    NoList(JsonException cause) {
      super("It answers no list of changes.", cause);
    }
  }

  private static JsonArray changes(String body) throws NoList {
    try (var reader = Json.createReader(new StringReader(body))) {
      return reader.readArray();
    } catch (JsonException e) {
      throw new NoList(e);
    }
  }
}
