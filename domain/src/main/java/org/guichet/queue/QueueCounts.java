package org.guichet.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.request.RequestStatus;
import org.guichet.shared.Announcement;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * How many open requests each queue holds for a viewer. One snapshot of this process serves
 * everybody: the open requests counted by team, person, status and whether they are overdue. It is
 * read anew when something was announced, at most once a second, and each viewer adds up what the
 * visibility rule lets him. So a change costs one query, however many watch.
 */
@ApplicationScoped
public class QueueCounts {
  /** The least time between two reads. */
  public static final Duration PAUSE = Duration.ofSeconds(1);

  private Jdbi jdbi;
  private List<Share> shares;
  private long readAt;
  private volatile boolean stale;

  protected QueueCounts() {}

  @Inject
  public QueueCounts(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Open requests that no queue tells apart.
   *
   * @param assignee null when nobody has them
   * @param overdue whether their deadline was over when the snapshot was taken; who watches
   *     deadlines announces each that comes to be
   */
  public record Share(UUID team, UUID assignee, RequestStatus status, boolean overdue, int many) {}

  void hear(@Observes(notifyObserver = Reception.IF_EXISTS) Announcement announcement) {
    if (announcement.topic() == Announcement.Topic.REQUEST) {
      stale = true;
    }
  }

  /** Whether something was announced that the snapshot does not know yet. */
  public boolean isStale() {
    return stale;
  }

  /** The count of each queue for that viewer, at most about a second old. */
  public Map<Queue, Integer> of(Viewer viewer) {
    Map<Queue, Integer> counts = new EnumMap<>(Queue.class);
    for (Queue queue : Queue.values()) {
      counts.put(queue, 0);
    }
    for (Share share : snapshot()) {
      if (Visibility.showsAtDesk(viewer, share.team(), share.assignee())) {
        for (Queue queue : Queue.values()) {
          if (queue.holds(share, viewer)) {
            counts.merge(queue, share.many(), Integer::sum);
          }
        }
      }
    }
    return counts;
  }

  private synchronized List<Share> snapshot() {
    boolean rested = System.nanoTime() - readAt >= PAUSE.toNanos();
    if (shares == null || (stale && rested)) {
      stale = false; // before reading: what is announced meanwhile may not be in it
      shares = read();
      readAt = System.nanoTime();
    }
    return shares;
  }

  private List<Share> read() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select team_id as team, assignee_id as assignee, status,"
                        + " coalesce(due_at < now(), false) as overdue, count(*) as many from service_request"
                        + " where status in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER')"
                        + " group by 1, 2, 3, 4")
                .map(ConstructorMapper.of(Share.class))
                .list());
  }
}
