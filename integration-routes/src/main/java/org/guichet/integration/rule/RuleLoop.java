package org.guichet.integration.rule;

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
import org.guichet.integration.shared.Bell;
import org.guichet.rule.RuleBroke;
import org.guichet.rule.RuleRuns;
import org.guichet.rule.RunRules;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcement.Topic;

/** Asks the rules at once when something happened to a request, and looks every few seconds. */
@ApplicationScoped
public class RuleLoop {
  private static final Logger LOG = System.getLogger(RuleLoop.class.getName());
  private static final Duration LOOK = Duration.ofSeconds(5);

  @Inject RunRules rules;
  @Inject RuleRuns runs;
  @Inject ThreadFactory threads;

  private final Bell bell = new Bell();
  private volatile boolean running;
  private Thread loop;

  void start(@Observes Startup startup) {
    running = true;
    loop = threads.newThread(this::work);
    loop.setName("guichet rules");
    loop.start();
  }

  void hear(@Observes Announcement announcement) {
    if (announcement.topic() == Topic.REQUEST) {
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
        runs.forget();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "Rules could not be asked; tried again", e);
      }
      bell.await(LOOK);
    }
  }

  private void look() {
    Set<UUID> left = new HashSet<>(); // until the next look
    List<UUID> waiting = rules.waiting(left);
    while (running && !waiting.isEmpty()) {
      for (UUID request : waiting) {
        if (!running || !run(request)) {
          left.add(request);
        }
      }
      waiting = rules.waiting(left);
    }
  }

  /** One that fails must not keep the others waiting. */
  private boolean run(UUID request) {
    try {
      return rules.run(request);
    } catch (RuleBroke e) {
      LOG.log(Level.WARNING, "A rule failed with " + request, e);
      writeDown(request, e);
      return false;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "The rules could not be asked about " + request, e);
      return false;
    }
  }

  private void writeDown(UUID request, RuleBroke failure) {
    try {
      rules.broke(request, failure);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A failure of a rule could not be written down", e);
    }
  }
}
