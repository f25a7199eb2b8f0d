package org.guichet.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.dashboard.Dashboard.Backlog;
import org.guichet.dashboard.Dashboard.Stopped;
import org.guichet.demo.BelievableYears;
import org.guichet.queue.Queue;
import org.guichet.queue.QueueFilter;
import org.guichet.queue.QueueOutcome;
import org.guichet.queue.QueueOutcome.Period;
import org.guichet.queue.QueueOutcome.Promise;
import org.guichet.queue.QueueRow;
import org.guichet.request.RequestStatus;
import org.guichet.servicelevel.Target;
import org.guichet.shared.TestDomain;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every figure counts what the list behind it shows, beside two years of a company's requests. */
class DashboardListsIT {
  private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
  private static final Set<RequestStatus> ANY = Set.of();
  private static final Period EVER = new Period(null, null);
  private static TestDomain domain;
  private static Viewer tom;
  private static Viewer sofia;
  private static DashboardFilter quarter;

  @BeforeAll
  static void twoYears() {
    domain = TestDomain.start();
    tom = domain.viewer("tom", Role.AGENT);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    BelievableYears.fill(domain.dataSource(), null, 1_500, Instant.now());
    LocalDate today = LocalDate.now(ZONE);
    quarter = new DashboardFilter(today.minusDays(89), today, ZONE, null);
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  private static Dashboard dashboard(Viewer viewer) {
    return new Dashboards(domain.jdbi).of(viewer, quarter);
  }

  private static int listed(
      Viewer viewer, Set<RequestStatus> statuses, Period submitted, QueueOutcome outcome) {
    QueueFilter filter =
        new QueueFilter(
            Queue.ALL,
            statuses,
            Set.of(),
            null,
            null,
            false,
            null,
            null,
            null,
            false,
            submitted.from(),
            submitted.before(),
            null,
            QueueFilter.CHANGED,
            null,
            outcome);
    List<QueueRow> rows = domain.queues.page(viewer, filter, 2_000);
    assertThat(domain.queues.count(viewer, filter)).isEqualTo(rows.size());
    return rows.size();
  }

  private static Period inTheQuarter() {
    return new Period(quarter.begin(), quarter.end());
  }

  @Test
  void whatCameAndWasDone() {
    for (Viewer viewer : List.of(tom, sofia)) {
      Dashboard figures = dashboard(viewer);
      assertThat(figures.totals().submitted())
          .isPositive()
          .isEqualTo(listed(viewer, ANY, inTheQuarter(), null));
      assertThat(figures.totals().solved())
          .isPositive()
          .isEqualTo(
              listed(viewer, ANY, EVER, new QueueOutcome(null, inTheQuarter(), null, false)));
      assertThat(figures.solutions().whole().many()).isEqualTo(figures.totals().solved());
      assertThat(figures.answers().whole().many())
          .isPositive()
          .isEqualTo(
              listed(viewer, ANY, EVER, new QueueOutcome(inTheQuarter(), null, null, false)));
      assertThat(figures.services().stream().mapToInt(Dashboard.ServiceShare::many).sum())
          .isEqualTo(figures.totals().submitted());
    }
  }

  @Test
  void whatWaits() {
    LocalDate today = LocalDate.now(ZONE);
    for (Viewer viewer : List.of(tom, sofia)) {
      Dashboard figures = dashboard(viewer);
      assertThat(figures.open())
          .isPositive()
          .isEqualTo(domain.queues.page(viewer, QueueFilter.of(Queue.ALL), 2_000).size());
      for (Backlog backlog : figures.backlog()) {
        var sent = backlog.age().sent(today);
        Period period =
            new Period(
                sent.from() == null ? null : quarter.begin(sent.from()),
                quarter.begin(sent.to().plusDays(1)));
        assertThat(backlog.many())
            .as(backlog.age().name())
            .isEqualTo(listed(viewer, QueueFilter.OPEN, period, null));
      }
      assertThat(figures.overdue())
          .isEqualTo(domain.queues.page(viewer, QueueFilter.of(Queue.OVERDUE), 2_000).size());
    }
  }

  @Test
  void whichPromisesWereKeptAndWhatStopped() {
    for (Viewer viewer : List.of(tom, sofia)) {
      Dashboard figures = dashboard(viewer);
      for (Target target : EnumSet.allOf(Target.class)) {
        assertThat(figures.promises().get(target).kept())
            .isPositive()
            .isEqualTo(listed(viewer, ANY, EVER, promise(target, true)));
        assertThat(figures.promises().get(target).missed())
            .isPositive()
            .isEqualTo(listed(viewer, ANY, EVER, promise(target, false)));
      }
      int requests = listed(viewer, ANY, EVER, new QueueOutcome(null, null, null, true));
      assertThat(requests)
          .isBetween(
              figures.stopped().stream().mapToInt(Stopped::requests).max().orElse(0),
              figures.stopped().stream().mapToInt(Stopped::requests).sum());
    }
  }

  private static QueueOutcome promise(Target target, boolean kept) {
    return new QueueOutcome(null, null, new Promise(target, kept, inTheQuarter()), false);
  }

  @Test
  void theMigrationMarksWhatTheClocksWould() throws IOException {
    String migration;
    try (InputStream file =
        Dashboards.class.getResourceAsStream("/db/migration/V032__dashboard.sql")) {
      migration = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    String update = migration.substring(migration.indexOf("with turn as"));
    int wrong =
        domain.jdbi.inTransaction(
            handle -> {
              handle.execute(
                  "create temporary table marked on commit drop as"
                      + " select id, responded_at, solved_at from service_request");
              handle.execute("update service_request set responded_at = null, solved_at = null");
              handle.execute(update.substring(0, update.indexOf(';')));
              int found =
                  handle
                      .createQuery(
                          "select count(*) from service_request r join marked m using (id)"
                              + " where (r.responded_at, r.solved_at) is distinct from (m.responded_at, m.solved_at)")
                      .mapTo(Integer.class)
                      .one();
              handle.rollback();
              return found;
            });
    assertThat(wrong).isZero();
  }

  @Test
  void sixStatementsWhateverThePeriod() {
    AtomicInteger asked = new AtomicInteger();
    Jdbi counting = Jdbi.create(domain.dataSource());
    counting.setSqlLogger(
        new SqlLogger() {
          @Override
          public void logBeforeExecution(StatementContext context) {
            asked.incrementAndGet();
          }
        });
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    new Dashboards(counting)
        .of(sofia, new DashboardFilter(today.minusDays(729), today, ZoneOffset.UTC, null));
    assertThat(asked.get()).isEqualTo(6);
  }
}
