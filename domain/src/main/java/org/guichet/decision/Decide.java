package org.guichet.decision;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.Deciders;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.request.RequestStatus;
import org.guichet.request.ServiceRequest;
import org.guichet.stage.Stage;
import org.guichet.stage.Stage.Outcome;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Somebody says yes or no to a request. Of two at once one wins, and the other hears who did. */
@ApplicationScoped
public class Decide {
  /** Characters of what is said about it. */
  public static final int LONGEST_COMMENT = 2_000;

  private EntityManager entityManager;
  private Jdbi jdbi;
  private EndStage endStage;

  protected Decide() {}

  @Inject
  public Decide(EntityManager entityManager, Jdbi jdbi, EndStage endStage) {
    this.entityManager = entityManager;
    this.jdbi = jdbi;
    this.endStage = endStage;
  }

  /**
   * The stage that somebody decides about.
   *
   * @param own whether he asked for the request himself
   */
  public record Found(UUID request, String number, boolean decides, boolean own) {}

  /**
   * Says yes: the next stage opens.
   *
   * @param comment may be empty
   * @throws NotVisible when it is not for him to decide
   * @throws NotAllowed when it is his own request
   * @throws AlreadyDecided when it waits for nobody any more
   */
  @Transactional
  public void approve(Viewer viewer, long stage, String comment) {
    end(viewer, stage, Outcome.DONE, comment.strip());
  }

  /**
   * Says no: the request is declined and told why, and nothing goes to the systems. One that is
   * solved already is in progress again.
   *
   * @param reason must not be empty
   * @throws NotVisible when it is not for him to decide
   * @throws NotAllowed when it is his own request
   * @throws AlreadyDecided when it waits for nobody any more
   */
  @Transactional
  public void refuse(Viewer viewer, long stage, String reason) {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("who declines says why");
    }
    end(viewer, stage, Outcome.REFUSED, reason.strip());
  }

  private void end(Viewer viewer, long key, Outcome outcome, String comment) {
    if (comment.length() > LONGEST_COMMENT || comment.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a comment has at most 2,000 characters, and no NUL");
    }
    Found found = find(viewer, key);
    ServiceRequest request =
        entityManager.find(ServiceRequest.class, found.request(), LockModeType.PESSIMISTIC_WRITE);
    Stage stage = endStage.close(request, key, outcome, viewer.personId());
    Map<String, String> details = EndStage.details(stage);
    Activity entry =
        Activity.by(viewer.personId(), request.id(), kind(outcome), details)
            .saying(comment.isEmpty() ? null : comment);
    JsonObjectBuilder by = Json.createObjectBuilder().add("name", viewer.name());
    endStage.tell(request, stage, entry, by);
    if (outcome == Outcome.REFUSED) {
      decline(viewer, request);
    } else {
      endStage.goOn(request);
    }
    endStage.record(viewer, request, outcome);
  }

  private static ActivityKind kind(Outcome outcome) {
    return outcome == Outcome.DONE ? ActivityKind.STAGE_DONE : ActivityKind.STAGE_REFUSED;
  }

  /** What was solved already, by a system for example, is worked on again instead. */
  private void decline(Viewer viewer, ServiceRequest request) {
    RequestStatus from = request.status();
    RequestStatus to =
        from == RequestStatus.SOLVED ? RequestStatus.IN_PROGRESS : RequestStatus.CANCELLED;
    request.changeStatus(to, Instant.now());
    Map<String, String> details = Map.of("from", from.name(), "to", request.status().name());
    endStage.tellStatus(
        request,
        Activity.by(viewer.personId(), request.id(), ActivityKind.STATUS_CHANGED, details));
  }

  private Found find(Viewer viewer, long stage) {
    Found found =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select r.id as request, r.number, (%s) as decides, r.requester_id = :viewer as own"
                                .formatted(Deciders.isOne(viewer, "s", "r"))
                            + " from request_stage s join service_request r on r.id = s.request_id where s.id = :stage")
                    .bind("viewer", viewer.personId())
                    .bind("stage", stage)
                    .map(ConstructorMapper.of(Found.class))
                    .findOne()
                    .orElseThrow(() -> new NotVisible("stage", Long.toString(stage))));
    if (found.own()) {
      throw new NotAllowed("decide about one’s own request");
    }
    if (!found.decides()) {
      throw new NotVisible("stage", Long.toString(stage));
    }
    return found;
  }
}
