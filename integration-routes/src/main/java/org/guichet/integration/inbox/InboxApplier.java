package org.guichet.integration.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicReference;
import org.guichet.delivery.Connector;
import org.guichet.delivery.Connectors;
import org.guichet.inbox.Applied;
import org.guichet.inbox.ApplyStatus;
import org.guichet.inbox.Inbox;
import org.guichet.inbox.InboxMessage;
import org.guichet.inbox.SystemWord;
import org.guichet.integration.shared.Bell;
import org.guichet.shared.Announcement;

/** Applies what lies in the inbox, message by message, each in a transaction of its own. */
@ApplicationScoped
public class InboxApplier {
  private static final Logger LOG = System.getLogger(InboxApplier.class.getName());

  /** How often the inbox is looked at when nothing rings. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Bell bell = new Bell();
  private Inbox inbox;
  private Connectors connectors;
  private ApplyStatus applyStatus;
  private ThreadFactory threads;
  private Thread loop;
  private volatile boolean running;
  private boolean troubled;

  protected InboxApplier() {}

  @Inject
  public InboxApplier(
      Inbox inbox, Connectors connectors, ApplyStatus applyStatus, ThreadFactory threads) {
    this.inbox = inbox;
    this.connectors = connectors;
    this.applyStatus = applyStatus;
    this.threads = threads;
  }

  void start(@Observes Startup startup) {
    running = true;
    loop = threads.newThread(this::work);
    loop.setName("guichet inbox");
    loop.start();
  }

  void stop(@Observes Shutdown shutdown) throws InterruptedException {
    running = false;
    bell.ring();
    loop.join(5_000);
  }

  void hear(@Observes Announcement announcement) {
    if (announcement.topic() == Announcement.Topic.INBOX) {
      bell.ring();
    }
  }

  private void work() {
    while (running && !Thread.currentThread().isInterrupted()) {
      Duration wait = LOOK;
      try {
        applyAll();
        wait = untilNext();
        troubled = false;
      } catch (RuntimeException e) {
        complain(e);
      }
      bell.await(wait);
    }
  }

  /** Applies everything that waits now. */
  void applyAll() {
    AtomicReference<InboxMessage> current = new AtomicReference<>();
    boolean more = true;
    while (more) {
      current.set(null);
      try {
        more =
            inbox.next(
                message -> {
                  current.set(message);
                  return apply(message);
                });
      } catch (RuntimeException e) {
        if (current.get() == null) {
          throw e; // not about a message: the database
        }
        putBack(current.get(), e);
      }
    }
  }

  private Applied apply(InboxMessage message) {
    Connector connector = connectors.find(message.connector()).orElseThrow();
    try {
      Optional<SystemWord> word = Translation.of(connector.translation(), message.body());
      return word.isEmpty()
          ? Applied.ignored("The translation leaves it out.")
          : applyStatus.apply(connector, word.get());
    } catch (Translation.NotUnderstood e) {
      return Applied.ignored(e.getMessage());
    }
  }

  /** A message that fails for a reason of ours comes later again; the others go on meanwhile. */
  private void putBack(InboxMessage message, RuntimeException e) {
    LOG.log(Level.WARNING, "The message " + message.id() + " could not be applied", e);
    inbox.defer(
        message.id(), "It could not be applied here (" + e.getClass().getSimpleName() + ").");
  }

  private Duration untilNext() {
    Duration next = inbox.nextAt().map(at -> Duration.between(Instant.now(), at)).orElse(LOOK);
    return next.compareTo(LOOK) < 0 ? next : LOOK;
  }

  private void complain(RuntimeException e) {
    if (!troubled) {
      troubled = true;
      LOG.log(Level.WARNING, "The inbox waits, looking again every two seconds", e);
    }
  }
}
