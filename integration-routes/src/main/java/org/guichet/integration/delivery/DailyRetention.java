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
import org.guichet.delivery.Retention;
import org.guichet.draft.SweepDrafts;
import org.guichet.integration.shared.Bell;

/** Lets ledger and drafts forget once a day, first a quarter of an hour after the start. */
@ApplicationScoped
public class DailyRetention {
  private static final Logger LOG = System.getLogger(DailyRetention.class.getName());
  private static final Duration FIRST = Duration.ofMinutes(15);
  private static final Duration DAY = Duration.ofDays(1);

  @Inject Retention retention;
  @Inject SweepDrafts sweepDrafts;
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
      thin();
      sweep();
      stopping.await(DAY);
    }
  }

  private void sweep() {
    try {
      LOG.log(Level.INFO, "Retention: {0}", sweepDrafts.sweep());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Old drafts could not be forgotten; tried again tomorrow", e);
    }
  }

  private void thin() {
    try {
      LOG.log(Level.INFO, "Retention: {0}", retention.thin());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Old attempts could not be thinned out; tried again tomorrow", e);
    }
  }
}
