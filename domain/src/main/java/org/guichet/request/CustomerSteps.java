package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.shared.Settings;
import org.jdbi.v3.core.Jdbi;

/**
 * What customers do to their own requests beside writing: take them back, confirm or refuse the
 * solution, say what they think of it. Whose request it is decides {@link Visibility#asOwner}.
 */
@ApplicationScoped
public class CustomerSteps {
  private RequestSteps steps;
  private RequestDesk desk;
  private Jdbi jdbi;
  private Settings settings;

  protected CustomerSteps() {}

  @Inject
  public CustomerSteps(RequestSteps steps, RequestDesk desk, Jdbi jdbi, Settings settings) {
    this.steps = steps;
    this.desk = desk;
    this.jdbi = jdbi;
    this.settings = settings;
  }

  /**
   * Takes the request back.
   *
   * @param reason becomes a message; may be empty
   * @throws IllegalTransition when the work is done already
   */
  @Transactional
  public void cancel(Viewer viewer, String number, String reason) {
    ServiceRequest request = steps.lock(Visibility.asOwner(viewer), number);
    RequestStatus from = request.status();
    request.changeStatus(RequestStatus.CANCELLED, Instant.now());
    if (!reason.isBlank()) {
      desk.reply(viewer, number, reason);
    }
    steps.tellStatus(viewer, request, from);
  }

  /**
   * Takes settled work up again.
   *
   * @param reason what is still wrong; becomes a message
   * @throws IllegalTransition when it is too late or the request is not settled
   * @throws IllegalArgumentException when there is no reason
   */
  @Transactional
  public void reopen(Viewer viewer, String number, String reason) {
    ServiceRequest request = steps.lock(Visibility.asOwner(viewer), number);
    RequestStatus from = request.status();
    request.reopen(Instant.now(), settings.reopenWithin());
    desk.reply(viewer, number, reason);
    steps.tellStatus(viewer, request, from);
  }

  /**
   * Says that the solution is right: the request is closed.
   *
   * @throws IllegalTransition when it is not solved
   */
  @Transactional
  public void confirm(Viewer viewer, String number) {
    ServiceRequest request = steps.lock(Visibility.asOwner(viewer), number);
    if (request.status() != RequestStatus.CLOSED) { // the second click finds it done
      steps.step(viewer, request, RequestStatus.CLOSED);
    }
  }

  /**
   * Says what the customer thinks of the solution, or says it anew.
   *
   * @param stars from 1 to 5
   * @param comment at most {@link Rating#LONGEST_COMMENT} characters; may be empty
   * @throws IllegalTransition when the work is not settled
   * @throws TooLate when he said it too long ago to change it
   */
  @Transactional
  public void rate(Viewer viewer, String number, int stars, String comment) {
    String words = comment.strip();
    if (stars < 1 || stars > 5 || words.length() > Rating.LONGEST_COMMENT) {
      throw new IllegalArgumentException("a rating has 1 to 5 stars and a short comment");
    }
    ServiceRequest request = steps.lock(Visibility.asOwner(viewer), number);
    if (request.status() != RequestStatus.SOLVED && request.status() != RequestStatus.CLOSED) {
      throw new IllegalTransition(number, request.status(), request.status());
    }
    if (store(viewer, request, stars, words) == 0) {
      throw new TooLate(number);
    }
    Map<String, String> details = Map.of("stars", Integer.toString(stars));
    steps.settle(
        viewer,
        request,
        Activity.by(viewer.personId(), request.id(), ActivityKind.RATED, details),
        "request.rated");
  }

  private int store(Viewer viewer, ServiceRequest request, int stars, String comment) {
    Instant now = Instant.now();
    Duration within = settings.rateAnewWithin();
    return jdbi.withHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into rating as r (request_id, person_id, stars, comment, rated_at, changed_at)"
                        + " values (:request, :viewer, :stars, :comment, :now, :now)"
                        + " on conflict (request_id) do update set person_id = excluded.person_id,"
                        + " stars = excluded.stars, comment = excluded.comment, changed_at = excluded.changed_at"
                        + " where r.rated_at > :changeableSince")
                .bind("request", request.id())
                .bind("viewer", viewer.personId())
                .bind("stars", stars)
                .bind("comment", comment)
                .bind("now", now)
                .bind("changeableSince", now.minus(within))
                .execute());
  }

  /** It was said too long ago to be changed. */
  public static class TooLate extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLate(String number) {
      super("the rating of " + number + " stays as it is");
    }
  }
}
