package org.guichet.integration.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.guichet.inbox.Inbox;
import org.guichet.inbox.WakeUp;
import org.guichet.inbox.WakeUps;
import org.guichet.integration.connector.CallFailed;
import org.guichet.integration.connector.Connection;
import org.guichet.integration.connector.Connections;
import org.guichet.integration.connector.Envelope;
import org.guichet.integration.connector.Trouble;
import org.guichet.integration.connector.Verb;
import org.guichet.integration.shared.Bell;
import org.guichet.integration.shared.StorableText;
import org.guichet.shared.Announcement;
import org.guichet.shared.JsonText;

/**
 * Reads the records that wake-ups and polls name, outside of any transaction, and puts what they
 * say into the inbox. A push that proves nothing can make us look, not believe.
 */
@ApplicationScoped
public class RecordReader {
  private static final Logger LOG = System.getLogger(RecordReader.class.getName());

  /** How often is looked when nothing rings. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  /** A record with its whole conversation. */
  private static final int MOST_RECORD = 1024 * 1024;

  private static final Set<Integer> NO_SUCH_RECORD = Set.of(404, 410);

  private final Bell bell = new Bell();
  private Connections connections;
  private WakeUps wakeUps;
  private Inbox inbox;
  private ThreadFactory threads;
  private Lanes lanes;
  private Thread loop;
  private volatile boolean running;
  private boolean troubled;

  protected RecordReader() {}

  @Inject
  public RecordReader(
      Connections connections, WakeUps wakeUps, Inbox inbox, ThreadFactory threads) {
    this.connections = connections;
    this.wakeUps = wakeUps;
    this.inbox = inbox;
    this.threads = threads;
  }

  void start(@Observes Startup startup) {
    running = true;
    lanes = new Lanes(threads);
    loop = threads.newThread(this::work);
    loop.setName("guichet record reader");
    loop.start();
  }

  void stop(@Observes Shutdown shutdown) throws InterruptedException {
    running = false;
    bell.ring();
    loop.join(5_000);
    lanes.close();
  }

  void hear(@Observes Announcement announcement) {
    if (announcement.topic() == Announcement.Topic.INBOX) {
      bell.ring();
    }
  }

  private void work() {
    while (running && !Thread.currentThread().isInterrupted()) {
      try {
        look();
        troubled = false;
      } catch (RuntimeException e) {
        if (!troubled) { // once per trouble
          troubled = true;
          LOG.log(Level.WARNING, "Records wait to be read, looking again every second", e);
        }
      }
      bell.await(LOOK);
    }
  }

  private void look() {
    Map<Integer, Connection> usable =
        connections.all().stream()
            .filter(connection -> !connection.connector().isPaused())
            .collect(Collectors.toMap(c -> c.connector().id(), Function.identity()));
    wakeUps.due(usable.keySet()).forEach(id -> lanes.run(id, () -> readAll(usable.get(id))));
  }

  private void readAll(Connection connection) {
    try {
      Optional<WakeUp> next = wakeUps.take(connection.connector().id());
      while (running && next.isPresent()) {
        read(connection, next.get());
        next = wakeUps.take(connection.connector().id());
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, connection.connector().key() + " was not read to the end", e);
    }
  }

  /** Reads one record; whatever goes wrong is written down with it. */
  void read(Connection connection, WakeUp wakeUp) {
    String key = connection.connector().key();
    try {
      String asked =
          Json.createObjectBuilder().add("externalId", wakeUp.externalId()).build().toString();
      String record = connection.call(Verb.READ, asked, Envelope.reading()).body();
      if (JsonText.object(record).isEmpty()) {
        wakeUps.done(wakeUp, null);
      } else if (StorableText.fits(record, MOST_RECORD)) {
        wakeUps.done(wakeUp, record);
      } else {
        setAside(wakeUp, record);
        wakeUps.done(wakeUp, null);
      }
    } catch (CallFailed e) {
      boolean denied = e.httpStatus() != null && NO_SUCH_RECORD.contains(e.httpStatus());
      fail(key, wakeUp, Trouble.sentence(e), denied);
    } catch (JsonException e) {
      fail(key, wakeUp, "It answers no record.", false);
    }
  }

  /** Nothing of it can be kept: a person is told once, until he has decided about it. */
  private void setAside(WakeUp wakeUp, String record) {
    boolean isTooLarge = record.length() > MOST_RECORD;
    String what =
        isTooLarge ? "is too large to be read (1 MB)" : "has characters that cannot be kept";
    inbox.setAside(
        wakeUp.connectorId(),
        (isTooLarge ? "too large " : "unreadable ") + wakeUp.externalId(),
        Json.createObjectBuilder()
            .add("externalId", wakeUp.externalId())
            .add("characters", record.length())
            .build()
            .toString(),
        "Its record "
            + wakeUp.externalId()
            + " "
            + what
            + ". What changed there is not shown here: look there.");
  }

  /** A system that is being replaced denies everything for a while, what it had told us, too. */
  private void fail(String key, WakeUp wakeUp, String error, boolean denied) {
    if (!wakeUps.failed(wakeUp, error, denied)) {
      inbox.refuse(key, denied ? "no such record" : "record cannot be read");
    }
  }
}
