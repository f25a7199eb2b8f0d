package org.guichet.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Jdbi;

/**
 * Writes down who did what, in the transaction that does it; refusals, which have none, in one of
 * their own.
 */
@ApplicationScoped
public class AuditTrail {
  private Jdbi jdbi;

  protected AuditTrail() {}

  @Inject
  public AuditTrail(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Records what the viewer did, such as {@code request.submitted} to the request of that number.
   */
  @Transactional
  public void record(Viewer viewer, String action, String objectType, String objectId) {
    record(viewer, action, objectType, objectId, JsonValue.EMPTY_JSON_OBJECT);
  }

  /** Records what the viewer did, with details that hold no personal values. */
  @Transactional
  public void record(
      Viewer viewer, String action, String objectType, String objectId, JsonObject details) {
    insert(viewer.personId(), viewer.name(), action, objectType, objectId, details);
  }

  /**
   * Records what a system or nobody in particular did: the actor is a name such as {@code connector
   * helpdesk}.
   */
  @Transactional
  public void record(
      String actor, String action, String objectType, String objectId, JsonObject details) {
    insert(null, actor, action, objectType, objectId, details);
  }

  private void insert(
      UUID actorId, String actor, String action, String type, String id, JsonObject details) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into audit_entry (happened_at, actor_id, actor, action, object_type, object_id, details)"
                        + " values (:at, :actorId::uuid, :actor, :action, :type, :id, :details::jsonb)")
                .bind("at", Instant.now())
                .bind("actorId", actorId)
                .bind("actor", actor)
                .bind("action", action)
                .bind("type", type)
                .bind("id", id)
                .bind("details", details.toString())
                .execute());
  }
}
