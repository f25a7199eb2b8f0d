package org.guichet.delivery;

import java.util.List;
import org.guichet.access.Viewer;
import org.guichet.delivery.DeliveryDesk.Chosen;
import org.jdbi.v3.core.Handle;

/** What a person's verb does to deliveries that are locked and whose state allows it. */
final class DeliveryChange {
  /**
   * Due again, with a new patience, one after another. Another content is another revision, which
   * gets another key.
   */
  private static final String REVIVE =
      """
      update delivery d set state = 0, attempts = 0, waits = false, settled_by = null, updated_at = now(),
        next_attempt_at = now() + (x.place - 1) * interval '1 second' / :perSecond,
        revision = d.revision + :anew::int,
        mapping_version = case when not :anew then d.mapping_version end,
        known = case when not :anew then d.known end,
        body = case when :anew then :body else d.body end
      from unnest(:ids) with ordinality as x(id, place) where d.id = x.id
      """;

  private static final String SETTLE =
      "update delivery set state = :state, settled_by = :who, last_error = null, error_class = null, updated_at = now()"
          + " where id = any(:ids)";

  private static final String REMEMBER =
      """
      insert into delivery_action (delivery_id, action, actor_id, actor, reason, happened_at)
      select id, :action, :actorId, :actor, :reason, now() from unnest(:ids) as x(id)
      """;

  private final Handle handle;
  private final Viewer viewer;
  private final DeliveryVerb verb;
  private final String reason;

  DeliveryChange(Handle handle, Viewer viewer, DeliveryVerb verb, String reason) {
    this.handle = handle;
    this.viewer = viewer;
    this.verb = verb;
    this.reason = reason;
  }

  /**
   * @param perSecond how many are sent each second
   * @param body the content that a person wrote; null for none
   */
  void apply(List<Chosen> chosen, int perSecond, String body) {
    List<Long> ids = chosen.stream().map(Chosen::id).toList();
    if (verb.settles()) {
      settle(ids);
      Successors.free(handle, chosen.stream().map(Chosen::requestId).toList());
    } else {
      revive(ids, perSecond, body);
    }
    handle
        .createUpdate(REMEMBER)
        .bind("action", verb.action())
        .bind("actorId", viewer.personId())
        .bind("actor", viewer.name())
        .bind("reason", reason)
        .bindArray("ids", Long.class, ids)
        .execute();
  }

  private void settle(List<Long> ids) {
    DeliveryState state =
        verb == DeliveryVerb.CANCEL ? DeliveryState.CANCELLED : DeliveryState.DONE_BY_HAND;
    handle
        .createUpdate(SETTLE)
        .bind("state", state.code())
        .bind("who", viewer.name())
        .bindArray("ids", Long.class, ids)
        .execute();
  }

  private void revive(List<Long> ids, int perSecond, String body) {
    handle
        .createUpdate(REVIVE)
        .bind("perSecond", perSecond)
        .bind("anew", verb.changesContent())
        .bind("body", body)
        .bindArray("ids", Long.class, ids)
        .execute();
  }
}
