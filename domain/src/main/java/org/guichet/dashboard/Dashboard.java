package org.guichet.dashboard;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.guichet.dashboard.DashboardFilter.Part;
import org.guichet.request.RequestStatus;
import org.guichet.servicelevel.Target;

/**
 * The figures of a period, and what waits now.
 *
 * @param at when they were counted
 * @param volume part by part of the period
 * @param before what came and was solved in the period of the same length before it
 * @param services what came in the period, by service and status; the most frequent service first
 * @param answers how long the first answers of the period took
 * @param solutions how long what was solved in the period took
 * @param backlog open requests by age, whenever they were sent
 * @param promises what became of those that were decided in the period; one without any is missing
 * @param stopped deliveries that need a person now, by system
 */
public record Dashboard(
    Instant at,
    List<Volume> volume,
    Totals before,
    List<ServiceShare> services,
    Pace answers,
    Pace solutions,
    List<Backlog> backlog,
    Map<Target, Kept> promises,
    List<Stopped> stopped)
    implements Serializable {

  /** What came and what was solved in a part of the period. */
  public record Volume(Part part, int submitted, int solved) implements Serializable {}

  /** What came and what was solved altogether. */
  public record Totals(int submitted, int solved) implements Serializable {}

  /**
   * Requests of one service and status.
   *
   * @param service its key
   * @param names of the service, a JSON object by language
   */
  public record ServiceShare(String service, String names, RequestStatus status, int many)
      implements Serializable {}

  /**
   * How long something took.
   *
   * @param whole in the whole period
   * @param parts part by part
   */
  public record Pace(Times whole, List<Times> parts) implements Serializable {}

  /**
   * How long something took.
   *
   * @param many how often it was done; the times are null when it never was
   * @param median half of them were done in less
   * @param p90 nine of ten were done in less
   */
  public record Times(int many, Duration median, Duration p90) implements Serializable {
    static final Times NONE = new Times(0, null, null);
  }

  /**
   * Open requests of an age.
   *
   * @param overdue how many of them had to be done by now
   */
  public record Backlog(Age age, int many, int overdue) implements Serializable {}

  /** Promises that were decided. */
  public record Kept(int kept, int missed) implements Serializable {}

  /**
   * Deliveries to a system that need a person.
   *
   * @param connector its key
   * @param names of the system, a JSON object by language
   * @param requests how many requests they are of
   */
  public record Stopped(String connector, String names, int many, int requests)
      implements Serializable {}

  /** What came and was solved in the whole period. */
  public Totals totals() {
    return new Totals(
        volume.stream().mapToInt(Volume::submitted).sum(),
        volume.stream().mapToInt(Volume::solved).sum());
  }

  /** How many requests are open. */
  public int open() {
    return backlog.stream().mapToInt(Backlog::many).sum();
  }

  /** How many of them had to be done by now. */
  public int overdue() {
    return backlog.stream().mapToInt(Backlog::overdue).sum();
  }

  /** Whether there is nothing to show: nothing came, nothing was done, nothing waits. */
  public boolean isEmpty() {
    return totals().equals(new Totals(0, 0)) && open() == 0 && stopped.isEmpty();
  }
}
