package org.guichet.decision;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.guichet.access.Deciders;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.notification.TellPeople;
import org.guichet.request.ServiceRequest;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.guichet.stage.OpenStages;
import org.guichet.stage.RequestStages;
import org.guichet.stage.Stage;
import org.guichet.stage.Stage.Outcome;
import org.jdbi.v3.core.Jdbi;

/**
 * Looks for stages that a system has confirmed, and for people to be reminded. Several nodes may:
 * each request is looked at under its row lock, and one that another node holds is left to it.
 */
@ApplicationScoped
public class WatchStages {
  private static final int MOST_AT_ONCE = 50;

  private static final String CONFIRMED =
      "exists (select 1 from delivery d where d.request_id = s.request_id and d.connector_id = s.connector_id"
          + " and d.state in (2, 3))";

  private static final String DUE =
      "select s.request_id from request_stage s where "
          + Deciders.isOpen("s")
          + " and s.request_id <> all(:but) and (s.remind_at <= now() or s.connector_id is not null and "
          + CONFIRMED
          + " and (select r.status from service_request r where r.id = s.request_id) not in ('CANCELLED', 'CLOSED'))"
          + " order by s.id limit :most";

  private static final String LOCK =
      "select id from service_request where id = :request for update skip locked";

  /** What was true before the lock may not be now. */
  private static final String CONNECTOR =
      "select c.key from request_stage s join connector c on c.id = s.connector_id where s.id = :stage and "
          + CONFIRMED;

  private static final String REMIND =
      "update request_stage s set remind_at = case when :again then now() + s.remind_hours * interval '1 hour' end"
          + " where s.id = :stage and s.remind_at <= now()";

  private EntityManager entityManager;
  private Jdbi jdbi;
  private RequestStages stages;
  private EndStage endStage;
  private TellPeople tellPeople;
  private Announcer announcer;

  protected WatchStages() {}

  @Inject
  public WatchStages(
      EntityManager entityManager,
      Jdbi jdbi,
      RequestStages stages,
      EndStage endStage,
      TellPeople tellPeople,
      Announcer announcer) {
    this.entityManager = entityManager;
    this.jdbi = jdbi;
    this.stages = stages;
    this.endStage = endStage;
    this.tellPeople = tellPeople;
    this.announcer = announcer;
  }

  /**
   * Some requests whose stage is confirmed, or about which somebody is to be reminded.
   *
   * @param but those that could not be looked at just now: they must not keep the others waiting
   */
  public List<UUID> due(Set<UUID> but) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(DUE)
                .bindArray("but", UUID.class, but.toArray())
                .bind("most", MOST_AT_ONCE)
                .mapTo(UUID.class)
                .list());
  }

  /**
   * Does what is due for a request's stage, once.
   *
   * @return whether there was anything; not when another node is at it, or somebody changes the
   *     request at this moment
   */
  @Transactional
  public boolean look(UUID id) {
    Optional<Stage> open = isOurs(id) ? stages.open(id) : Optional.empty();
    if (open.isEmpty()) {
      return false;
    }
    ServiceRequest request =
        entityManager.find(ServiceRequest.class, id, LockModeType.PESSIMISTIC_WRITE);
    if (EndStage.isOver(request)) {
      return remind(open.get(), false);
    }
    Optional<String> connector = confirmedBy(open.get());
    if (connector.isPresent()) {
      confirm(request, open.get(), connector.get());
      return true;
    }
    if (!remind(open.get(), true)) {
      return false;
    }
    tell(request, open.get());
    return true;
  }

  private boolean isOurs(UUID request) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(LOCK)
                .bind("request", request)
                .mapTo(UUID.class)
                .findOne()
                .isPresent());
  }

  private Optional<String> confirmedBy(Stage stage) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(CONNECTOR).bind("stage", stage.id()).mapTo(String.class).findOne());
  }

  private void confirm(ServiceRequest request, Stage stage, String connector) {
    endStage.close(request, stage.id(), Outcome.DONE, null);
    Activity entry =
        Activity.from(connector, request.id(), ActivityKind.STAGE_DONE, OpenStages.details(stage));
    endStage.tell(request, stage, entry, Json.createObjectBuilder().add("system", connector));
    endStage.goOn(request);
    endStage.record(connector, request);
  }

  /** Whether it was time to remind; not again of a request that has ended. */
  private boolean remind(Stage stage, boolean again) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(REMIND)
                    .bind("again", again)
                    .bind("stage", stage.id())
                    .execute())
        > 0;
  }

  private void tell(ServiceRequest request, Stage stage) {
    Activity entry =
        Activity.openly(request.id(), ActivityKind.STAGE_REMINDED, OpenStages.details(stage));
    request.touch(Instant.now());
    entityManager.persist(entry);
    entityManager.flush();
    tellPeople.tellDeciders(entry);
    announcer.announce(Announcement.ofRequests(List.of(request.id())));
  }
}
