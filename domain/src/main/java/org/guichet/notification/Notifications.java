package org.guichet.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Types;
import java.util.List;
import java.util.UUID;
import org.guichet.access.Deciders;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What the viewer was told, in the pages: list, count, and that he has read it. */
@ApplicationScoped
public class Notifications {
  /** The count goes no further: nobody counts so many, and each page asks. */
  public static final int MOST_COUNTED = 100;

  /** What was told of a request that the viewer does not see any more is not shown, nor a note. */
  private static final String LIST =
      "select n.id, n.kind, n.read_at is not null as read, r.number, r.subject, a.id as activity, a.kind as activity_kind,"
          + " coalesce(p.name, a.details ->> 'author') as author, c.name::text as origin_name,"
          + " left(a.body, 240) as excerpt, a.details::text as details, a.happened_at"
          + " from notification n join activity a on a.id = n.activity_id"
          + " join service_request r on r.id = n.request_id"
          + " left join person p on p.id = a.author_id left join connector c on c.key = a.origin"
          + " where n.person_id = :viewer and n.in_page and n.id < :before and %s and (not a.internal or %s)"
          + " order by n.id desc limit :most";

  /** Unread ones that the list shows. */
  private static final String UNREAD =
      "select count(*) from (select 1 from notification n join activity a on a.id = n.activity_id"
          + " join service_request r on r.id = n.request_id"
          + " where n.person_id = :viewer and n.in_page and n.read_at is null and n.request_id is distinct from :but"
          + " and %s and (not a.internal or %s) limit :most) unread";

  /** Stages of requests that wait for his decision. */
  private static final String DECISIONS =
      "select count(*) from (select 1 from request_stage s join service_request r on r.id = s.request_id"
          + "%s limit :most) decisions";

  private static final String MARK =
      "update notification set read_at = now() where person_id = :viewer and in_page and read_at is null and ";

  private Jdbi jdbi;
  private Announcer announcer;

  protected Notifications() {}

  @Inject
  public Notifications(Jdbi jdbi, Announcer announcer) {
    this.jdbi = jdbi;
    this.announcer = announcer;
  }

  /**
   * What he was told, newest first.
   *
   * @param before key of the last one that he has seen; {@link Long#MAX_VALUE} to begin
   */
  public List<NotificationRow> list(Viewer viewer, long before, int most) {
    Visibility visible = Visibility.of(viewer);
    Visibility desk = Visibility.atDesk(viewer);
    return jdbi.withHandle(
        handle ->
            visible
                .bind(
                    handle
                        .createQuery(LIST.formatted(visible.of("r"), desk.of("r")))
                        .bind("before", before)
                        .bind("most", most))
                .map(ConstructorMapper.of(NotificationRow.class))
                .list());
  }

  /**
   * What waits for somebody, {@link #MOST_COUNTED} of each at most.
   *
   * @param unread how many of the list he has not read
   * @param decisions how many stages of requests he is to decide about
   */
  public record Waiting(int unread, int decisions) {}

  /** What waits for him. One statement, because every page asks. */
  public Waiting waiting(Viewer viewer) {
    Visibility visible = Visibility.of(viewer);
    return jdbi.withHandle(
        handle ->
            visible
                .bind(
                    handle.createQuery(
                        "select (%s) as unread, (%s) as decisions"
                            .formatted(unreadOf(viewer, visible), decisionsOf(viewer))))
                .bindNull("but", Types.OTHER)
                .bind("most", MOST_COUNTED)
                .map((row, context) -> new Waiting(row.getInt("unread"), row.getInt("decisions")))
                .one());
  }

  private static String unreadOf(Viewer viewer, Visibility visible) {
    return UNREAD.formatted(visible.of("r"), Visibility.atDesk(viewer).of("r"));
  }

  private static String decisionsOf(Viewer viewer) {
    return DECISIONS.formatted(Deciders.waitingFor(viewer));
  }

  /** He has read one; of somebody else's nothing happens. */
  public void read(Viewer viewer, long id) {
    mark(viewer, "id = :id", id);
  }

  /**
   * He has opened a request: what he was told of it is read. One statement, because every page of a
   * request runs it.
   *
   * @return what else waits for him
   */
  public Waiting read(Viewer viewer, UUID request) {
    Visibility visible = Visibility.of(viewer);
    Read read =
        jdbi.withHandle(
            handle ->
                visible
                    .bind(
                        handle.createQuery(
                            "with marked as ("
                                + MARK
                                + "request_id = :but returning 1)"
                                + " select exists (select 1 from marked) as some, (%s) as unread, (%s) as decisions"
                                    .formatted(unreadOf(viewer, visible), decisionsOf(viewer))))
                    .bind("but", request)
                    .bind("most", MOST_COUNTED)
                    .map(
                        (row, context) ->
                            new Read(
                                row.getBoolean("some"),
                                new Waiting(row.getInt("unread"), row.getInt("decisions"))))
                    .one());
    if (read.some()) {
      tell(viewer);
    }
    return read.others();
  }

  private record Read(boolean some, Waiting others) {}

  /** He has read everything. */
  public void readAll(Viewer viewer) {
    mark(viewer, "true", 0);
  }

  private void mark(Viewer viewer, String which, long id) {
    int marked =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(MARK + which)
                    .bind("viewer", viewer.personId())
                    .bind("id", id)
                    .execute());
    if (marked > 0) {
      tell(viewer);
    }
  }

  /**
   * No transaction holds both together: if the node died in between, another page would show an old
   * number until it looks again.
   */
  private void tell(Viewer viewer) {
    announcer.announce(Announcement.ofPeople(List.of(viewer.personId())));
  }
}
