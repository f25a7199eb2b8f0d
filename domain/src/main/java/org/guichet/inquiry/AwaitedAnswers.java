package org.guichet.inquiry;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.guichet.shared.Announcement;

/**
 * Who waits in this process for which answer. Nobody holds a thread, a transaction or a connection
 * meanwhile, and nobody asks the database again and again: the announcement of the answer ends the
 * wait, or the deadline does.
 */
@ApplicationScoped
public class AwaitedAnswers {
  /** More pages of one process do not wait at once. */
  private static final int MOST = 500;

  private final Map<UUID, CompletableFuture<Void>> waiting = new ConcurrentHashMap<>();
  private final Map<String, UUID> latest = new ConcurrentHashMap<>();
  private Inquiries inquiries;

  protected AwaitedAnswers() {}

  @Inject
  public AwaitedAnswers(Inquiries inquiries) {
    this.inquiries = inquiries;
  }

  /**
   * Asks. What became of it is {@link Inquiries#answerOf}, once the wait is over. Whoever asks the
   * same question anew, a letter further on, takes his earlier one back.
   *
   * @return done when it was answered, its time is over, or it was not asked at all
   */
  public CompletableFuture<Void> ask(Inquiry inquiry) {
    UUID id = inquiry.id();
    String asker = inquiry.person() + " " + inquiry.connectorId() + " " + inquiry.question();
    CompletableFuture<Void> wait = new CompletableFuture<>();
    UUID earlier = latest.put(asker, id);
    if (earlier != null) {
      end(earlier);
      inquiries.withdraw(earlier);
    }
    if (waiting.size() >= MOST) {
      latest.remove(asker, id);
      return CompletableFuture.completedFuture(null);
    }
    waiting.put(id, wait); // before it is asked: the answer may be quicker than we are
    wait.completeOnTimeout(null, inquiry.limit().toMillis(), TimeUnit.MILLISECONDS)
        .whenComplete((nothing, failure) -> forget(asker, id));
    boolean asked = false;
    try {
      asked = inquiries.ask(inquiry);
    } finally {
      if (!asked) {
        end(id);
      }
    }
    return wait;
  }

  private void forget(String asker, UUID id) {
    waiting.remove(id);
    latest.remove(asker, id);
  }

  /** An answer is there: whoever waits for it goes on. */
  public void hear(@Observes Announcement announcement) {
    if (announcement.topic() == Announcement.Topic.ANSWER) {
      announcement.ids().forEach(this::end);
    }
  }

  private void end(UUID inquiry) {
    CompletableFuture<Void> wait = waiting.get(inquiry);
    if (wait != null) {
      wait.complete(null);
    }
  }
}
