package org.guichet.integration.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.guichet.integration.shared.Bell;
import org.guichet.notification.DueMails;
import org.guichet.notification.DueMails.Due;
import org.guichet.shared.Announcement;

/**
 * Hands over what is due by mail, then waits for the next that will be, or for people to be told
 * something new. When it is due stands in the database: several nodes may make their rounds.
 */
@ApplicationScoped
public class MailRound {
  private static final Logger LOG = System.getLogger(MailRound.class.getName());
  private static final int AT_ONCE = 100;

  /** Looked at even when nothing rings: an announcement may have been missed. */
  private static final Duration LOOK = Duration.ofMinutes(1);

  /** Not before, however often it rings: what is told together is looked at together. */
  private static final Duration REST = Duration.ofMillis(500);

  private static final Duration AFTER_FAILURE = Duration.ofMinutes(5);

  private final Bell bell = new Bell();
  private final Bell stopping = new Bell();
  private DueMails mails;
  private ThreadFactory threads;
  private volatile boolean running;
  private Thread loop;

  protected MailRound() {}

  @Inject
  public MailRound(DueMails mails, ThreadFactory threads) {
    this.mails = mails;
    this.threads = threads;
  }

  void start(@Observes Startup startup) {
    running = true;
    loop = threads.newThread(this::work);
    loop.setName("guichet mail round");
    loop.start();
  }

  void stop(@Observes Shutdown shutdown) throws InterruptedException {
    running = false;
    stopping.ring();
    bell.ring();
    loop.join(5_000);
  }

  void hear(@Observes Announcement announcement) {
    if (announcement.topic() == Announcement.Topic.NOTIFICATION) {
      bell.ring();
    }
  }

  private void work() {
    while (running && !Thread.currentThread().isInterrupted()) {
      bell.await(round());
      stopping.await(REST);
    }
  }

  /**
   * @return how long nothing is to be expected
   */
  private Duration round() {
    try {
      List<Due> due = mails.due(AT_ONCE);
      due.stream().takeWhile(one -> running).forEach(this::send);
      Duration next = mails.untilNext().orElse(LOOK);
      return next.compareTo(LOOK) < 0 ? next : LOOK;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Mails wait, trying again in a minute", e);
      return LOOK;
    }
  }

  private void send(Due due) {
    try {
      mails.send(due);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A mail about request " + due.requestId() + " waits", e);
      mails.putOff(due, AFTER_FAILURE);
    }
  }
}
