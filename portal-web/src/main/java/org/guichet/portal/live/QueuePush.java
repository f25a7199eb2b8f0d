package org.guichet.portal.live;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.guichet.access.Viewer;
import org.guichet.queue.QueueCounts;
import org.guichet.shared.Announcement;

/**
 * Sends the counts of their queues to all who look at them, at most once a second, however much is
 * announced. A viewer costs no query: all are told out of one snapshot.
 */
@ApplicationScoped
public class QueuePush {
  private static final Logger LOG = System.getLogger(QueuePush.class.getName());

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Watchers watchers;
  @Inject private QueueCounts counts;
  private final AtomicBoolean due = new AtomicBoolean();
  private volatile long pushedAt = System.nanoTime() - QueueCounts.PAUSE.toNanos();

  void hear(@Observes Announcement announcement) {
    if (announcement.isAboutRequests()) {
      soon();
    }
  }

  private void soon() {
    if (due.compareAndSet(false, true)) {
      long rest = QueueCounts.PAUSE.toNanos() - (System.nanoTime() - pushedAt);
      // Never at once: the snapshot hears the same announcement, perhaps after us.
      executor.schedule(
          this::push, Math.max(50, TimeUnit.NANOSECONDS.toMillis(rest)), TimeUnit.MILLISECONDS);
    }
  }

  private void push() {
    due.set(false);
    pushedAt = System.nanoTime();
    try {
      watchers.tellDesks(this::message);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The counts of the queues could not be told", e);
    }
    if (counts.isStale()) {
      soon();
    }
  }

  /** The label of a queue's page, and its viewer's counts. */
  private String message(Viewer viewer) {
    JsonObjectBuilder json = Json.createObjectBuilder();
    counts.of(viewer).forEach((queue, count) -> json.add(queue.key(), count));
    return "queue " + json.build();
  }
}
