package org.guichet.bench;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.dashboard.DashboardFilter;
import org.guichet.dashboard.Dashboards;
import org.guichet.directory.People;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;

/** What the figures of the dashboard cost when nobody has asked for them before, by period. */
final class DashboardCost {
  private static final int ROUNDS = 30;
  private static final int WARM = 5;
  private static final int WANTED_MS = 300;
  private static final List<Integer> PERIODS = List.of(7, 30, 90, 365, 730);

  private final Jdbi jdbi;

  DashboardCost(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  static String header() {
    return "| whose figures, days | median ms | p95 (wanted "
        + WANTED_MS
        + ") | dearest statement, median ms | it begins |\n|---|---|---|---|---|";
  }

  List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (Viewer viewer : List.of(viewer("sofia", Role.SUPERVISOR), viewer("tom", Role.AGENT))) {
      PERIODS.forEach(days -> rows.add(row(viewer, days)));
    }
    return rows;
  }

  private Viewer viewer(String username, Role role) {
    UUID person =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select id from person where username = :username")
                    .bind("username", username)
                    .mapTo(UUID.class)
                    .one());
    return new People(jdbi).viewer(person, Set.of(role));
  }

  /** Times of statements by their place in a round. */
  private static final class Watch implements SqlLogger {
    private final List<List<Double>> millis = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private int place;

    @Override
    public void logAfterExecution(StatementContext context) {
      if (place == millis.size()) {
        millis.add(new ArrayList<>());
        texts.add(context.getRenderedSql());
      }
      millis
          .get(place++)
          .add(context.getElapsedTime(java.time.temporal.ChronoUnit.MICROS) / 1000.0);
    }

    private int dearest() {
      int dearest = 0;
      for (int i = 1; i < millis.size(); i++) {
        dearest = Series.median(millis.get(i)) > Series.median(millis.get(dearest)) ? i : dearest;
      }
      return dearest;
    }
  }

  private String row(Viewer viewer, int days) {
    Watch watch = new Watch();
    List<Double> whole = new ArrayList<>();
    LocalDate today = LocalDate.now();
    DashboardFilter filter =
        new DashboardFilter(today.minusDays(days - 1L), today, ZoneId.of("Europe/Paris"), null);
    jdbi.useHandle(
        handle -> {
          handle.setSqlLogger(watch);
          for (int round = -WARM; round < ROUNDS; round++) {
            watch.place = 0;
            long begin = System.nanoTime();
            Dashboards.count(handle, viewer, filter);
            if (round >= 0) {
              whole.add((System.nanoTime() - begin) / 1e6);
            }
          }
        });
    int dearest = watch.dearest();
    return String.format(
        Locale.ROOT,
        "| %s, %d | %.1f | %.1f | %.1f | %s |",
        viewer.name(),
        days,
        Series.median(whole),
        whole.stream().sorted().toList().get((int) Math.ceil(whole.size() * 0.95) - 1),
        Series.median(watch.millis.get(dearest)),
        watch
            .texts
            .get(dearest)
            .strip()
            .lines()
            .findFirst()
            .orElse("")
            .replaceAll("^(.{40}).*", "$1"));
  }
}
