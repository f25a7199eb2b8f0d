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
import java.util.concurrent.ThreadFactory;
import org.guichet.inbox.ForgetMessages;
import org.guichet.integration.shared.Bell;
import org.guichet.shared.Settings;

/** Lets the inbox forget what was settled long ago, every hour, a bounded piece at a time. */
@ApplicationScoped
public class InboxRetention {
  private static final Logger LOG = System.getLogger(InboxRetention.class.getName());
  private static final Duration EVERY = Duration.ofHours(1);

  private final Bell bell = new Bell();
  private ForgetMessages forgetMessages;
  private Settings settings;
  private ThreadFactory threads;
  private Thread loop;
  private volatile boolean running;

  protected InboxRetention() {}

  @Inject
  public InboxRetention(ForgetMessages forgetMessages, Settings settings, ThreadFactory threads) {
    this.forgetMessages = forgetMessages;
    this.settings = settings;
    this.threads = threads;
  }

  void start(@Observes Startup startup) {
    running = true;
    loop = threads.newThread(this::work);
    loop.setName("guichet inbox retention");
    loop.start();
  }

  void stop(@Observes Shutdown shutdown) throws InterruptedException {
    running = false;
    bell.ring();
    loop.join(5_000);
  }

  private void work() {
    while (running && !Thread.currentThread().isInterrupted()) {
      bell.await(EVERY);
      try {
        forget();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "The inbox was not thinned; again in an hour", e);
      }
    }
  }

  private void forget() {
    Instant before = Instant.now().minus(settings.keepInbox());
    boolean more = true;
    while (running && more) {
      more = forgetMessages.before(before) > 0;
    }
  }
}
