package org.guichet.integration.decision;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadFactory;
import org.guichet.decision.WatchStages;
import org.guichet.integration.shared.Bell;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcement.Topic;

/**
 * Looks for stages that a system has confirmed and for people to be reminded: at once when a
 * delivery ends, else every few seconds.
 */
@ApplicationScoped
public class StageLoop {
  private static final Logger LOG = System.getLogger(StageLoop.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(10);

  @Inject WatchStages watch;
  @Inject ThreadFactory threads;

  private final Bell bell = new Bell();
  private volatile boolean running;
  private Thread loop;

  void start(@Observes Startup startup) {
    running = true;
    loop = threads.newThread(this::work);
    loop.setName("guichet stages");
    loop.start();
  }

  void hear(@Observes Announcement announcement) {
    if (announcement.topic() == Topic.DELIVERY) {
      bell.ring();
    }
  }

  void stop(@Observes Shutdown shutdown) throws InterruptedException {
    running = false;
    bell.ring();
    loop.join(5_000);
  }

  private void work() {
    while (running) {
      try {
        look();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "Stages could not be looked at; tried again", e);
      }
      bell.await(LOOK);
    }
  }

  private void look() {
    Set<UUID> left = new HashSet<>(); // until the next look
    List<UUID> due = watch.due(left);
    while (running && !due.isEmpty()) {
      for (UUID request : due) {
        if (!running || !look(request)) {
          left.add(request);
        }
      }
      due = watch.due(left);
    }
  }

  /** One that fails must not keep the others waiting. */
  private boolean look(UUID request) {
    try {
      return watch.look(request);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The stage of " + request + " could not be looked at; tried again", e);
      return false;
    }
  }
}
