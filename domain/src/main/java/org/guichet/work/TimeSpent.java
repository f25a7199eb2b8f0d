package org.guichet.work;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.request.ChangedMeanwhile;
import org.guichet.request.RequestSteps;
import org.guichet.request.ServiceRequest;
import org.jdbi.v3.core.Jdbi;

/**
 * The time that staff spent on a request. Every verb throws {@link NotAllowed} for all but staff,
 * and {@link NotVisible} when the viewer does not see the request at the desk.
 */
@ApplicationScoped
public class TimeSpent {
  /** Minutes of one entry: a day. */
  public static final int MOST_MINUTES = 1_440;

  /** Characters of what it was spent for. */
  public static final int LONGEST = 200;

  private RequestSteps steps;
  private DeskLock desk;
  private Jdbi jdbi;

  protected TimeSpent() {}

  @Inject
  public TimeSpent(RequestSteps steps, DeskLock desk, Jdbi jdbi) {
    this.steps = steps;
    this.desk = desk;
    this.jdbi = jdbi;
  }

  /**
   * Writes down minutes of the viewer's.
   *
   * @throws IllegalArgumentException when the minutes are none or more than a day, or when it is
   *     not said what for
   */
  @Transactional
  public void add(Viewer viewer, String number, int minutes, String purpose) {
    String line = checked(minutes, purpose);
    ServiceRequest request = desk.one(viewer, number);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into time_spent (request_id, worker_id, minutes, purpose, written_at)"
                        + " values (:request, :viewer, :minutes, :purpose, :now)")
                .bind("request", request.id())
                .bind("viewer", viewer.personId())
                .bind("minutes", minutes)
                .bind("purpose", line)
                .bind("now", Instant.now())
                .execute());
    steps.record(viewer, request, "time.added");
  }

  /**
   * Mends an entry of the viewer's own.
   *
   * @param seen the version that he saw
   * @throws ChangedMeanwhile when it is not that version any more, or gone, or not his
   * @throws IllegalArgumentException as {@link #add} does
   */
  @Transactional
  public void mend(
      Viewer viewer, String number, long entry, int seen, int minutes, String purpose) {
    String line = checked(minutes, purpose);
    ServiceRequest request = desk.one(viewer, number);
    int mended =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "update time_spent set minutes = :minutes, purpose = :purpose, version = version + 1"
                            + " where id = :entry and request_id = :request and worker_id = :viewer and version = :seen")
                    .bind("minutes", minutes)
                    .bind("purpose", line)
                    .bind("entry", entry)
                    .bind("request", request.id())
                    .bind("viewer", viewer.personId())
                    .bind("seen", seen)
                    .execute());
    if (mended == 0) {
      throw new ChangedMeanwhile(number);
    }
    steps.record(viewer, request, "time.mended");
  }

  /** Takes an entry of the viewer's own away; nothing happens when it is gone or a colleague's. */
  @Transactional
  public void remove(Viewer viewer, String number, long entry) {
    ServiceRequest request = desk.one(viewer, number);
    int removed =
        jdbi.withHandle(
            handle ->
                handle
                    .createUpdate(
                        "delete from time_spent where id = :entry and request_id = :request and worker_id = :viewer")
                    .bind("entry", entry)
                    .bind("request", request.id())
                    .bind("viewer", viewer.personId())
                    .execute());
    if (removed == 1) {
      steps.record(viewer, request, "time.removed");
    }
  }

  private static String checked(int minutes, String purpose) {
    if (minutes < 1 || minutes > MOST_MINUTES) {
      throw new IllegalArgumentException("an entry has 1 to " + MOST_MINUTES + " minutes");
    }
    return WorkTexts.line(purpose, LONGEST);
  }
}
