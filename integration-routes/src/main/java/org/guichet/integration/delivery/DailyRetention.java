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

/** Lets the ledger forget once a day, first a quarter of an hour after the start. */
@ApplicationScoped
public class DailyRetention {
  private static final Logger LOG = System.getLogger(DailyRetention.class.getName());
  private static final Duration FIRST = Duration.ofMinutes(15);
  private static final Duration DAY = Duration.ofDays(1);

  @Inject Retention retention;
  @Inject ThreadFactory threads;

  private Thread loop;

  void start(@Observes Startup startup) {
    loop = threads.newThread(this::work);
    loop.setName("guichet retention");
    loop.start();
  }

  void stop(@Observes Shutdown shutdown) throws InterruptedException {
    loop.interrupt();
    loop.join(5_000);
  }

  private void work() {
    try {
      Thread.sleep(FIRST.toMillis());
      while (true) {
        thin();
        Thread.sleep(DAY.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
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
