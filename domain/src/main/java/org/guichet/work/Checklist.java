package org.guichet.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.request.RequestSteps;
import org.guichet.request.ServiceRequest;
import org.jdbi.v3.core.Jdbi;

/**
 * What is to be done for a request. Every verb throws {@link NotAllowed} for all but staff, and
 * {@link NotVisible} when the viewer does not see the request at the desk. What a colleague has
 * removed meanwhile stays removed.
 */
@ApplicationScoped
public class Checklist {
  /** Characters of a task. */
  public static final int LONGEST = 200;

  /** Tasks of one request. */
  public static final int MOST = 50;

  private RequestSteps steps;
  private DeskLock desk;
  private Jdbi jdbi;

  protected Checklist() {}

  @Inject
  public Checklist(RequestSteps steps, DeskLock desk, Jdbi jdbi) {
    this.steps = steps;
    this.desk = desk;
    this.jdbi = jdbi;
  }

  /**
   * Adds a task at the end.
   *
   * @throws IllegalArgumentException when it is empty, too long, or one too many
   */
  @Transactional
  public void add(Viewer viewer, String number, String task) {
    String line = WorkTexts.line(task, LONGEST);
    ServiceRequest request = desk.one(viewer, number);
    int added =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "insert into checklist_item (request_id, place, task, added_by, added_at)"
                            + " select :request, coalesce(max(place), 0) + 1, :task, :viewer, :now from checklist_item"
                            + " where request_id = :request having count(*) < :most")
                    .bind("request", request.id())
                    .bind("task", line)
                    .bind("viewer", viewer.personId())
                    .bind("now", Instant.now())
                    .bind("most", MOST)
                    .execute());
    if (added == 0) {
      throw new IllegalArgumentException("a checklist has at most " + MOST + " tasks");
    }
    steps.record(viewer, request, "checklist.added");
  }

  /** Says that a task is done, or that it is not. Who did it first stays written down. */
  @Transactional
  public void tick(Viewer viewer, String number, long item, boolean done) {
    ServiceRequest request = desk.one(viewer, number);
    int ticked =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "update checklist_item set done_by = case when :done then :viewer end,"
                            + " done_at = case when :done then :now::timestamptz end"
                            + " where id = :item and request_id = :request and (done_at is null) = :done")
                    .bind("done", done)
                    .bind("viewer", viewer.personId())
                    .bind("now", Instant.now())
                    .bind("item", item)
                    .bind("request", request.id())
                    .execute());
    if (ticked == 1) {
      steps.record(viewer, request, done ? "checklist.done" : "checklist.undone");
    }
  }

  /** Moves a task one place up or down; the first and the last one stay at the ends. */
  @Transactional
  public void move(Viewer viewer, String number, long item, boolean up) {
    ServiceRequest request = desk.one(viewer, number);
    List<Long> order = order(request);
    int from = order.indexOf(item);
    int to = up ? from - 1 : from + 1;
    if (from < 0 || to < 0 || to >= order.size()) {
      return;
    }
    Collections.swap(order, from, to);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update checklist_item c set place = o.place from unnest(:order) with ordinality as o(id, place)"
                        + " where c.id = o.id and c.request_id = :request")
                .bindArray("order", Long.class, order)
                .bind("request", request.id())
                .execute());
    steps.record(viewer, request, "checklist.moved");
  }

  private List<Long> order(ServiceRequest request) {
    return jdbi.withHandle(
        handle ->
            new ArrayList<>(
                handle
                    .createQuery(
                        "select id from checklist_item where request_id = :request order by place, id")
                    .bind("request", request.id())
                    .mapTo(Long.class)
                    .list()));
  }

  /** Takes a task away. */
  @Transactional
  public void remove(Viewer viewer, String number, long item) {
    ServiceRequest request = desk.one(viewer, number);
    int removed =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "delete from checklist_item where id = :item and request_id = :request")
                    .bind("item", item)
                    .bind("request", request.id())
                    .execute());
    if (removed == 1) {
      steps.record(viewer, request, "checklist.removed");
    }
  }
}
