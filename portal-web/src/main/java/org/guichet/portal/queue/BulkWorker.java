package org.guichet.portal.queue;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.guichet.queue.RunBulkChanges;
import org.guichet.shared.Announcement;

/**
 * Does bulk changes in the background, woken by who asks for one. It also looks now and then: a
 * node that died may have left one.
 */
@ApplicationScoped
public class BulkWorker {
  private static final Logger LOG = System.getLogger(BulkWorker.class.getName());
  private static final int LOOK_SECONDS = 15;

  @Resource private ManagedExecutorService executor;
  @Inject private RunBulkChanges changes;
  private final Semaphore rings = new Semaphore(0);
  private volatile boolean running;

  /** Begins to work; see {@link WorkOnBulkChanges}. */
  public void start() {
    running = true;
    executor.execute(this::work);
  }

  void hear(@Observes Announcement announcement) {
    if (announcement.topic() == Announcement.Topic.BULK) {
      rings.release();
    }
  }

  void stop(@Observes Shutdown shutdown) {
    running = false;
    rings.release();
  }

  private void work() {
    while (running) {
      try {
        while (running && changes.few()) {
          // a few more
        }
      } catch (RuntimeException e) {
        if (running) {
          LOG.log(Level.WARNING, "Bulk changes stand still, tried again soon", e);
        }
      }
      rest();
    }
  }

  private void rest() {
    try {
      if (rings.tryAcquire(LOOK_SECONDS, TimeUnit.SECONDS)) {
        rings.drainPermits();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }
}
