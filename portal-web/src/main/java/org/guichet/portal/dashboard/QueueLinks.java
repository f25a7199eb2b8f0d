package org.guichet.portal.dashboard;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.guichet.dashboard.DashboardFilter;
import org.guichet.dashboard.DashboardFilter.Part;
import org.guichet.request.RequestStatus;
import org.guichet.servicelevel.Target;

/** Addresses of the lists behind the figures. */
final class QueueLinks {
  private final String base;
  private final DashboardFilter filter;

  /**
   * @param base where the portal is
   */
  QueueLinks(String base, DashboardFilter filter) {
    this.base = base;
    this.filter = filter;
  }

  /** All that the filter is about, in the queue. */
  private String queue(String parts) {
    return base
        + "/queue?queue=all"
        + parts
        + (filter.team() == null ? "" : "&team=" + filter.team());
  }

  Part whole() {
    return new Part(filter.from(), filter.to());
  }

  String submitted(Part days) {
    return queue("&status=any" + days("", days));
  }

  String submitted(Part days, String service, RequestStatus... statuses) {
    String chosen =
        Arrays.stream(statuses)
            .map(status -> status.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(","));
    return queue(
        "&status=" + chosen + (service == null ? "" : "&type=" + service) + days("", days));
  }

  String solved(Part days) {
    return queue("&status=any" + days("solved-", days));
  }

  String answered(Part days) {
    return queue("&status=any" + days("answered-", days));
  }

  String promise(Target target, boolean kept) {
    return queue(
        "&status=any&promise="
            + target.name().toLowerCase(Locale.ROOT)
            + (kept ? "-kept" : "-missed")
            + days("decided-", whole()));
  }

  /** Open requests that were sent on those days. */
  String open(Part days) {
    return queue(days("", days));
  }

  String overdue(Part days) {
    return queue("&due=over&sort=due" + days("", days));
  }

  String stopped() {
    return queue("&status=any&delivery=stopped");
  }

  /** Deliveries of all teams, for who cares for the systems. */
  String deliveries(String connector) {
    return base + "/deliveries?state=dead&connector=" + connector;
  }

  private static String days(String name, Part days) {
    return day(name + "from", days.from()) + day(name + "to", days.to());
  }

  private static String day(String name, LocalDate day) {
    return day == null ? "" : "&" + name + "=" + day;
  }
}
