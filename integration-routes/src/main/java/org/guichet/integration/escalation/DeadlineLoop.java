package org.guichet.integration.escalation;

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
import org.guichet.escalation.WatchDeadlines;
import org.guichet.integration.shared.Bell;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcement.Topic;

/** Looks every few seconds for deadlines in danger, and at once when targets change. */
@ApplicationScoped
public class DeadlineLoop {
  private static final Logger LOG = System.getLogger(DeadlineLoop.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(5);

  @Inject WatchDeadlines watch;
  @Inject ThreadFactory threads;

  private final Bell bell = new Bell();
  private volatile boolean running;
  private Thread loop;

  void start(@Observes Startup startup) {
    running = true;
    loop = threads.newThread(this::work);
    loop.setName("guichet deadlines");
    loop.start();
  }

  void hear(@Observes Announcement announcement) {
    if (announcement.topic() == Topic.SERVICE_LEVEL) {
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
      tryTo(this::recount);
      tryTo(this::ring);
      bell.await(LOOK);
    }
  }

  /** What cannot be counted anew must not keep the rest of the company waiting. */
  private static void tryTo(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Deadlines could not be looked at; tried again", e);
    }
  }

  private void recount() {
    while (running && watch.recount() > 0) {
      // Until nothing is stale.
    }
  }

  private void ring() {
    Set<UUID> left = new HashSet<>(); // until the next look
    List<UUID> ringing = watch.ringing(left);
    while (running && !ringing.isEmpty()) {
      for (UUID request : ringing) {
        if (!running || !tell(request)) {
          left.add(request);
        }
      }
      ringing = watch.ringing(left);
    }
  }

  /** One that fails must not keep the others waiting. */
  private boolean tell(UUID request) {
    try {
      return watch.tell(request);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The deadlines of " + request + " could not be told; tried again", e);
      return false;
    }
  }
}
