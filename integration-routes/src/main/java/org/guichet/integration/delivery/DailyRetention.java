package org.guichet.integration.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.guichet.delivery.Retention;
import org.guichet.draft.SweepDrafts;
import org.guichet.inquiry.SweepInquiries;
import org.guichet.integration.shared.Bell;
import org.guichet.notification.ForgetNotifications;

/**
 * Lets ledger, drafts and notifications forget once a day, first a quarter of an hour after the
 * start.
 */
@ApplicationScoped
public class DailyRetention {
  private static final Logger LOG = System.getLogger(DailyRetention.class.getName());
  private static final Duration FIRST = Duration.ofMinutes(15);
  private static final Duration DAY = Duration.ofDays(1);

  @Inject Retention retention;
  @Inject SweepDrafts sweepDrafts;
  @Inject ForgetNotifications forgetNotifications;
  @Inject SweepInquiries sweepInquiries;
  @Inject ThreadFactory threads;

  private final Bell stopping = new Bell();
  private volatile boolean running;
  private Thread loop;

  void start(@Observes Startup startup) {
    running = true;
    loop = threads.newThread(this::work);
    loop.setName("guichet retention");
    loop.start();
  }

  void stop(@Observes Shutdown shutdown) throws InterruptedException {
    running = false;
    stopping.ring();
    loop.interrupt(); // between two steps
    loop.join(5_000);
  }

  private void work() {
    stopping.await(FIRST);
    while (running) {
      tryTo("attempts", retention::thin);
      tryTo("inquiries", sweepInquiries::sweep);
      tryTo("drafts", sweepDrafts::sweep);
      tryTo("notifications", this::forget);
      stopping.await(DAY);
    }
  }

  /** What fails must not keep the rest from being forgotten. */
  private static void tryTo(String what, Supplier<?> step) {
    try {
      LOG.log(Level.INFO, "Retention of {0}: {1}", what, step.get());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Old " + what + " could not be forgotten; tried again tomorrow", e);
    }
  }

  private int forget() {
    int all = 0;
    int some = forgetNotifications.forget();
    while (running && some > 0) {
      all += some;
      some = forgetNotifications.forget();
    }
    return all + some;
  }
}
