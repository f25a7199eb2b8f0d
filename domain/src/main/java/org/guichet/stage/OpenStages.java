package org.guichet.stage;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.delivery.Outbox;
import org.guichet.notification.TellPeople;
import org.jdbi.v3.core.Jdbi;

/**
 * Opens the stages of a request one after the other, and lets its systems hear of it once nobody
 * has to agree any more. Part of the caller's transaction, under the request's row lock.
 */
@ApplicationScoped
public class OpenStages {
  private static final String COPY =
      """
      insert into request_stage (request_id, position, name, kind, decider, decider_id, team_id, organization_id, connector_id, remind_hours)
      select r.id, s.position, s.name, s.kind, s.decider, s.decider_id, s.team_id,
        case when s.decider = 'MANAGER' then r.organization_id end, s.connector_id, s.remind_hours
      from service_request r join service_stage s on s.type_id = r.type_id where r.id = :request
      """;

  private static final String TAKE_ALONG =
      """
      insert into request_stage (request_id, position, name, kind, decider, decider_id, team_id, organization_id, connector_id, remind_hours)
      select :part, position, name, kind, decider, decider_id, team_id, organization_id, connector_id, remind_hours
      from request_stage where request_id = :whole and ended_at is null
      """;

  private static final String OPEN =
      """
      update request_stage set opened_at = :now, remind_at = :now::timestamptz + remind_hours * interval '1 hour'
      where opened_at is null and id = (select id from request_stage
        where request_id = :request and ended_at is null order by position limit 1)
      """;

  private EntityManager entityManager;
  private Jdbi jdbi;
  private RequestStages stages;
  private Outbox outbox;
  private TellPeople tellPeople;

  protected OpenStages() {}

  @Inject
  public OpenStages(
      EntityManager entityManager,
      Jdbi jdbi,
      RequestStages stages,
      Outbox outbox,
      TellPeople tellPeople) {
    this.entityManager = entityManager;
    this.jdbi = jdbi;
    this.stages = stages;
    this.outbox = outbox;
    this.tellPeople = tellPeople;
  }

  /**
   * Gives a request that was just stored the stages of its service, before its first event: when
   * one of them is an approval, systems do not hear of it yet.
   */
  public void begin(UUID request) {
    boolean withhold =
        jdbi.withHandle(
            handle ->
                handle.createUpdate(COPY).bind("request", request).execute() > 0
                    && handle
                        .createQuery(
                            "select exists (select 1 from request_stage where request_id = :request and kind = 'APPROVAL')")
                        .bind("request", request)
                        .mapTo(Boolean.class)
                        .one());
    if (withhold) {
      outbox.withhold(request);
    }
  }

  /** Gives a part that is split off the stages that the whole has yet to go through. */
  public void takeAlong(UUID whole, UUID part) {
    jdbi.useHandle(
        handle ->
            handle.createUpdate(TAKE_ALONG).bind("whole", whole).bind("part", part).execute());
  }

  /**
   * Opens the stage that is next, if there is one, and tells who is to decide.
   *
   * @param facts of the request, for events
   */
  public void goOn(UUID request, Supplier<JsonObjectBuilder> facts) {
    boolean opened =
        jdbi.withHandle(
            handle ->
                handle
                        .createUpdate(OPEN)
                        .bind("now", Instant.now())
                        .bind("request", request)
                        .execute()
                    > 0);
    Optional<Stage> open = stages.open(request);
    if (open.isEmpty() || !open.get().isApproval()) {
      outbox.release(request);
    }
    if (opened) {
      tell(request, open.orElseThrow(), facts);
    }
  }

  private void tell(UUID request, Stage stage, Supplier<JsonObjectBuilder> facts) {
    Activity entry = Activity.openly(request, ActivityKind.STAGE_OPENED, details(stage));
    entityManager.persist(entry);
    entityManager.flush();
    tellPeople.tellDeciders(entry);
    outbox.append(request, "stage.opened", facts.get().add("stage", json(stage)).build(), null);
  }

  /** A stage as the timeline keeps it: as it was called then. */
  public static Map<String, String> details(Stage stage) {
    Map<String, String> details = new HashMap<>();
    details.put("name", stage.name());
    details.put("kind", stage.kind().name());
    if (stage.who() != null) {
      details.put("who", stage.who());
    }
    if (stage.system() != null) {
      details.put("system", stage.system());
    }
    return details;
  }

  /** A stage as events tell it. */
  public static JsonObjectBuilder json(Stage stage) {
    var json =
        Json.createObjectBuilder()
            .add("name", stage.names().in(Locale.ENGLISH))
            .add("position", stage.position())
            .add("kind", stage.kind().name())
            .add("decider", stage.decider().name());
    return stage.who() == null ? json.addNull("waitsFor") : json.add("waitsFor", stage.who());
  }
}
