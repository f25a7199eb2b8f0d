package org.guichet.integration.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.guichet.delivery.Connector;
import org.guichet.delivery.Connectors;
import org.guichet.inbox.Applied;
import org.guichet.inbox.ApplyWord;
import org.guichet.inbox.Inbox;
import org.guichet.inbox.InboxMessage;
import org.guichet.inbox.ReceiptWord;
import org.guichet.inbox.Word;
import org.guichet.integration.shared.Bell;
import org.guichet.shared.Announcement;
import org.guichet.shared.JsonText;

/** Applies what lies in the inbox, message by message, each in a transaction of its own. */
@ApplicationScoped
public class InboxApplier {
  private static final Logger LOG = System.getLogger(InboxApplier.class.getName());

  /** How often the inbox is looked at when nothing rings. */
  private static final Duration LOOK = Duration.ofSeconds(2);

  private static final Duration SHORTEST = Duration.ofMillis(100);

  private final Bell bell = new Bell();
  private Inbox inbox;
  private Connectors connectors;
  private ApplyWord applyWord;
  private ThreadFactory threads;
  private Thread loop;
  private volatile boolean running;
  private boolean troubled;

  protected InboxApplier() {}

  @Inject
  public InboxApplier(
      Inbox inbox, Connectors connectors, ApplyWord applyWord, ThreadFactory threads) {
    this.inbox = inbox;
    this.connectors = connectors;
    this.applyWord = applyWord;
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
    boolean more = true;
    Taken before = new Taken();
    while (more) {
      Taken taken = new Taken();
      try {
        more = inbox.next(message -> apply(message, taken));
        if (taken.isSameAs(before)) {
          throw new IllegalStateException("what was applied was taken back without a word");
        }
        before = taken;
      } catch (RuntimeException e) {
        if (taken.message == null) {
          throw e; // not about a message: the database
        }
        putBack(taken, e);
      }
    }
  }

  /** What is being worked on, for the case that it fails. */
  private static final class Taken {
    private InboxMessage message;
    private String recordKey;

    /** Whether it came a second time at once: it must not hold up all others for ever. */
    private boolean isSameAs(Taken before) {
      return message != null && before.message != null && message.id() == before.message.id();
    }
  }

  private Applied apply(InboxMessage message, Taken taken) {
    taken.message = message;
    Connector connector = connectors.find(message.connector()).orElseThrow();
    try {
      Optional<Word> word =
          message.receipt()
              ? Optional.of(receipt(message))
              : Translation.of(connector.translation(), message.body());
      if (word.isEmpty()) {
        return Applied.ignored("The translation leaves it out.");
      }
      taken.recordKey = word.get().recordKey();
      if (taken.recordKey != null && inbox.mustWait(message, taken.recordKey)) {
        return Applied.behind("An older message about " + taken.recordKey + " still waits.");
      }
      return applyWord.apply(connector, word.get());
    } catch (Translation.NotUnderstood e) {
      return Applied.setAside(
          e.getMessage()); // the translation may be mended; the message is not lost
    }
  }

  private static Word receipt(InboxMessage message) {
    JsonObject said = JsonText.object(message.body());
    return new ReceiptWord(said.getString("externalId"), said.getString("status"));
  }

  /** A message that fails for a reason of ours comes later again; the others go on meanwhile. */
  private void putBack(Taken taken, RuntimeException e) {
    long id = taken.message.id();
    LOG.log(Level.WARNING, "The message " + id + " could not be applied", e);
    inbox.defer(
        id,
        taken.recordKey,
        "It could not be applied here (" + e.getClass().getSimpleName() + ").");
  }

  private Duration untilNext() {
    Duration next = inbox.nextAt().map(at -> Duration.between(Instant.now(), at)).orElse(LOOK);
    if (next.compareTo(SHORTEST) < 0) {
      return SHORTEST; // another node is at it
    }
    return next.compareTo(LOOK) < 0 ? next : LOOK;
  }

  private void complain(RuntimeException e) {
    if (!troubled) {
      troubled = true;
      LOG.log(Level.WARNING, "The inbox waits, looking again every two seconds", e);
    }
  }
}
