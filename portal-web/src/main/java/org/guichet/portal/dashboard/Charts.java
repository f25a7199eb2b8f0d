package org.guichet.portal.dashboard;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.guichet.dashboard.Age;
import org.guichet.dashboard.Dashboard;
import org.guichet.dashboard.Dashboard.Kept;
import org.guichet.dashboard.Dashboard.Pace;
import org.guichet.dashboard.Dashboard.ServiceShare;
import org.guichet.dashboard.Dashboard.Times;
import org.guichet.dashboard.DashboardFilter.Part;
import org.guichet.portal.dashboard.Chart.Kind;
import org.guichet.portal.dashboard.Chart.Point;
import org.guichet.portal.dashboard.Chart.Series;
import org.guichet.queue.QueueFilter;
import org.guichet.request.RequestStatus;
import org.guichet.servicelevel.Target;

/** The charts of a dashboard in their order. */
final class Charts {
  private static final RequestStatus[] OPEN = QueueFilter.OPEN.toArray(new RequestStatus[0]);
  private static final RequestStatus[] DONE = {RequestStatus.SOLVED, RequestStatus.CLOSED};
  private static final RequestStatus[] CANCELLED = {RequestStatus.CANCELLED};
  private static final int MOST_SERVICES = 30;
  private static final double SECONDS_AN_HOUR = 3600;

  private final Dashboard dashboard;
  private final QueueLinks links;
  private final ChartWords words;
  private final List<Part> parts;
  private final LocalDate today;

  Charts(Dashboard dashboard, QueueLinks links, ChartWords words, ZoneId zone) {
    this.dashboard = dashboard;
    this.links = links;
    this.words = words;
    this.parts = dashboard.volume().stream().map(Dashboard.Volume::part).toList();
    this.today = LocalDate.now(zone);
  }

  /**
   * @param seesDeliveries whether the list of deliveries is open to the reader, and as wide as this
   */
  List<Chart> all(boolean seesDeliveries) {
    return List.of(
        volume(),
        backlog(),
        services(),
        statuses(),
        pace("answers", dashboard.answers(), links::answered),
        pace("solutions", dashboard.solutions(), links::solved),
        promises(),
        deliveries(seesDeliveries));
  }

  private Chart volume() {
    String note = words.of("chart.volume.note." + words.step());
    return words.chart(
        "volume",
        note,
        Kind.COLUMNS,
        words.parts(parts),
        words.series(
            "dashboard.submitted",
            2,
            dashboard.volume(),
            one -> Point.of(one.submitted(), links.submitted(one.part()))),
        words.series(
            "dashboard.solved",
            1,
            dashboard.volume(),
            one -> Point.of(one.solved(), links.solved(one.part()))));
  }

  private Chart backlog() {
    return words.chart(
        "backlog",
        Kind.COLUMNS,
        dashboard.backlog().stream().map(one -> words.of("age." + one.age())).toList(),
        words.series(
            "chart.backlog.open",
            1,
            dashboard.backlog(),
            one -> Point.of(one.many(), links.open(sent(one.age())))),
        words.series(
            "chart.backlog.overdue",
            2,
            dashboard.backlog(),
            one -> Point.of(one.overdue(), links.overdue(sent(one.age())))));
  }

  private Part sent(Age age) {
    return age.sent(today);
  }

  private Chart services() {
    Map<String, List<ServiceShare>> services = new LinkedHashMap<>();
    dashboard
        .services()
        .forEach(one -> services.computeIfAbsent(one.service(), key -> new ArrayList<>()).add(one));
    List<List<ServiceShare>> shown = services.values().stream().limit(MOST_SERVICES).toList();
    return words.chart(
        "services",
        Kind.BARS,
        shown.stream().map(one -> words.name(one.get(0).names())).toList(),
        standing(shown, "chart.services.done", 1, DONE),
        standing(shown, "chart.services.open", 2, OPEN),
        standing(shown, "chart.services.cancelled", 4, CANCELLED));
  }

  private Series standing(
      List<List<ServiceShare>> services, String name, int tone, RequestStatus... statuses) {
    Set<RequestStatus> meant = EnumSet.copyOf(List.of(statuses));
    return words.series(
        name,
        tone,
        services,
        shares ->
            Point.of(
                sum(shares.stream().filter(one -> meant.contains(one.status()))),
                links.submitted(links.whole(), shares.get(0).service(), statuses)));
  }

  private static int sum(Stream<ServiceShare> shares) {
    return shares.mapToInt(ServiceShare::many).sum();
  }

  private Chart statuses() {
    List<RequestStatus> all = List.of(RequestStatus.values());
    return words.chart(
        "statuses",
        Kind.BARS,
        all.stream().map(words::status).toList(),
        words.series(
            "chart.statuses.many",
            1,
            all,
            status ->
                Point.of(
                    sum(dashboard.services().stream().filter(one -> one.status() == status)),
                    links.submitted(links.whole(), null, status))));
  }

  private Chart pace(String key, Pace pace, Function<Part, String> link) {
    return words.chart(
        key,
        Kind.LINES,
        words.parts(parts),
        times("chart.pace.p90", 2, pace, Times::p90, link),
        times("chart.pace.median", 1, pace, Times::median, link));
  }

  private Series times(
      String name,
      int tone,
      Pace pace,
      Function<Times, Duration> which,
      Function<Part, String> link) {
    List<Integer> places = IntStream.range(0, parts.size()).boxed().toList();
    return words.series(
        name,
        tone,
        places,
        place -> {
          Duration time = which.apply(pace.parts().get(place));
          return time == null
              ? new Point(null, words.span(null), "")
              : new Point(
                  Math.round(time.toSeconds() / SECONDS_AN_HOUR * 100) / 100.0,
                  words.span(time),
                  link.apply(parts.get(place)));
        });
  }

  private Chart promises() {
    List<Target> targets =
        List.of(Target.values()).stream().filter(dashboard.promises()::containsKey).toList();
    return words.chart(
        "promises",
        Kind.BARS,
        targets.stream().map(target -> words.of("target." + target)).toList(),
        kept(targets, "chart.promises.kept", 1, true, Kept::kept),
        kept(targets, "chart.promises.missed", 2, false, Kept::missed));
  }

  private Series kept(
      List<Target> targets, String name, int tone, boolean kept, ToIntFunction<Kept> many) {
    return words.series(
        name,
        tone,
        targets,
        target ->
            Point.of(
                many.applyAsInt(dashboard.promises().get(target)), links.promise(target, kept)));
  }

  private Chart deliveries(boolean seesDeliveries) {
    return words.chart(
        "deliveries",
        Kind.BARS,
        dashboard.stopped().stream().map(one -> words.name(one.names())).toList(),
        words.series(
            "chart.deliveries.many",
            2,
            dashboard.stopped(),
            one ->
                Point.of(
                    one.many(),
                    seesDeliveries ? links.deliveries(one.connector()) : links.stopped())));
  }
}
