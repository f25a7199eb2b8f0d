package org.guichet.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.guichet.macro.ApplyMacro;
import org.guichet.request.Priority;
import org.guichet.request.RequestDesk;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestTags;
import org.jdbi.v3.core.Jdbi;

/**
 * A bulk change of one request: its own small transaction, through the very verbs that a single
 * change goes through. Its outcome is written in the same transaction, so that it is done once,
 * whatever dies.
 */
@ApplicationScoped
public class BulkStep {
  private Jdbi jdbi;
  private RequestDesk desk;
  private RequestTags tags;
  private ApplyMacro macro;

  protected BulkStep() {}

  @Inject
  public BulkStep(Jdbi jdbi, RequestDesk desk, RequestTags tags, ApplyMacro macro) {
    this.jdbi = jdbi;
    this.desk = desk;
    this.tags = tags;
    this.macro = macro;
  }

  /** One request of a change. */
  public record Item(UUID bulk, int place, String number, long version) {}

  /** Does it, unless it is done. */
  @Transactional
  public void take(Viewer viewer, BulkVerb verb, String value, Item item) {
    if (!settle(item, BulkOutcome.DONE)) {
      return;
    }
    switch (verb) {
      case ASSIGN ->
          desk.assign(
              viewer,
              item.number(),
              value.isEmpty() ? null : UUID.fromString(value),
              item.version());
      case STATUS ->
          desk.changeStatus(viewer, item.number(), RequestStatus.valueOf(value), item.version());
      case PRIORITY ->
          desk.changePriority(viewer, item.number(), Priority.valueOf(value), item.version());
      case TAG -> tags.add(viewer, item.number(), value);
      case UNTAG -> tags.remove(viewer, item.number(), value);
      case MACRO -> macro.apply(viewer, item.number(), UUID.fromString(value), item.version());
    }
  }

  /** Writes down how it ended without being done. */
  @Transactional
  public void leave(Item item, BulkOutcome outcome) {
    settle(item, outcome);
  }

  /** False when its outcome is known: another node was quicker. */
  private boolean settle(Item item, BulkOutcome outcome) {
    return jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "update bulk_item set outcome = :outcome"
                            + " where bulk_id = :bulk and place = :place and outcome is null")
                    .bind("outcome", outcome)
                    .bind("bulk", item.bulk())
                    .bind("place", item.place())
                    .execute())
        == 1;
  }
}
