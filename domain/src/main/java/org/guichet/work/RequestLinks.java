package org.guichet.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.request.RequestSteps;
import org.guichet.request.ServiceRequest;
import org.jdbi.v3.core.Jdbi;

/**
 * How requests belong together. Staff alone see it, each only the requests of his own desk. Every
 * verb throws {@link NotAllowed} for all but staff, and {@link NotVisible} when the viewer does not
 * see both requests at the desk.
 */
@ApplicationScoped
public class RequestLinks {
  /** Links of one request that people have made. */
  public static final int MOST = 50;

  private RequestSteps steps;
  private DeskLock desk;
  private Jdbi jdbi;

  protected RequestLinks() {}

  @Inject
  public RequestLinks(RequestSteps steps, DeskLock desk, Jdbi jdbi) {
    this.steps = steps;
    this.desk = desk;
    this.jdbi = jdbi;
  }

  /**
   * Links a request to another one; a link that is there already stays.
   *
   * @param kind one of {@link LinkKind#ofPeople}
   * @throws IllegalArgumentException when both are the same, or there are fifty links
   */
  @Transactional
  public void add(Viewer viewer, String number, LinkKind kind, String other) {
    requireOfPeople(kind);
    DeskLock.Pair pair = desk.both(viewer, number, other);
    if (isLinked(pair, kind)) {
      return;
    }
    if (count(pair.first()) >= MOST) {
      throw new IllegalArgumentException("a request has at most " + MOST + " links");
    }
    insert(viewer, pair.first(), pair.second(), kind);
    tell(viewer, pair, kind, ActivityKind.LINKED, "request.linked");
  }

  /** Takes a link away, whichever of the two it was made from. */
  @Transactional
  public void remove(Viewer viewer, String number, LinkKind kind, String other) {
    requireOfPeople(kind);
    DeskLock.Pair pair = desk.both(viewer, number, other);
    int removed =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "delete from request_link where kind = :kind and ((from_id = :first and to_id = :second)"
                            + " or (from_id = :second and to_id = :first))")
                    .bind("kind", kind)
                    .bind("first", pair.first().id())
                    .bind("second", pair.second().id())
                    .execute());
    if (removed > 0) {
      tell(viewer, pair, kind, ActivityKind.UNLINKED, "request.unlinked");
    }
  }

  /** Keeps a link that the caller is about to tell. */
  void insert(Viewer viewer, ServiceRequest from, ServiceRequest to, LinkKind kind) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into request_link (from_id, to_id, kind, made_by, made_at)"
                        + " values (:from, :to, :kind, :viewer, :now) on conflict do nothing")
                .bind("from", from.id())
                .bind("to", to.id())
                .bind("kind", kind)
                .bind("viewer", viewer.personId())
                .bind("now", Instant.now())
                .execute());
  }

  /** What an event says of the other request. */
  static JsonObject said(LinkKind kind, ServiceRequest other) {
    return Json.createObjectBuilder()
        .add(
            "link",
            Json.createObjectBuilder().add("kind", kind.name()).add("number", other.number()))
        .build();
  }

  private void tell(
      Viewer viewer, DeskLock.Pair pair, LinkKind kind, ActivityKind what, String event) {
    Map<String, String> details = Map.of("kind", kind.name(), "number", pair.second().number());
    steps.settle(
        viewer,
        pair.first(),
        Activity.by(viewer.personId(), pair.first().id(), what, details).forStaff(),
        event,
        said(kind, pair.second()));
    steps.record(viewer, pair.second(), event); // its page shows the link, too
  }

  private boolean isLinked(DeskLock.Pair pair, LinkKind kind) {
    String otherWay = kind == LinkKind.RELATES ? " or (from_id = :second and to_id = :first)" : "";
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select exists (select 1 from request_link where kind = :kind"
                        + " and ((from_id = :first and to_id = :second)"
                        + otherWay
                        + "))")
                .bind("kind", kind)
                .bind("first", pair.first().id())
                .bind("second", pair.second().id())
                .mapTo(Boolean.class)
                .one());
  }

  private int count(ServiceRequest request) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from request_link where :request in (from_id, to_id)")
                .bind("request", request.id())
                .mapTo(Integer.class)
                .one());
  }

  private static void requireOfPeople(LinkKind kind) {
    if (!kind.isOfPeople()) {
      throw new IllegalArgumentException(kind + " is not for people to choose");
    }
  }
}
