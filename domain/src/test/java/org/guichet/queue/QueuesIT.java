package org.guichet.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.demo.BelievableYears;
import org.guichet.queue.QueueOrder.Key;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.request.SavedViews;
import org.guichet.request.SavedViews.SavedView;
import org.guichet.request.Submission;
import org.guichet.shared.Announcement;
import org.guichet.shared.TestDomain;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The desk's lists and counts beside two years of a company's requests. */
class QueuesIT {
  private static final int REQUESTS = 1_500;
  private static TestDomain domain;
  private static Viewer tom;
  private static Viewer sofia;
  private static String ours;

  @BeforeAll
  static void twoYears() {
    domain = TestDomain.start();
    tom = domain.viewer("tom", Role.AGENT);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    BelievableYears.fill(
        domain.dataSource(), null, REQUESTS, Instant.parse("2026-11-22T12:00:00Z"));
    Viewer camille = domain.viewer("camille", Role.CUSTOMER);
    Map<String, String> fields = Map.of("device", "Zither", "description", "A string broke.");
    ours =
        domain.inTransaction(
            () ->
                domain.submitRequest.submit(
                    camille, new Submission("device-repair", fields, UUID.randomUUID())));
    domain.inTransaction(
        () -> {
          domain.requestTags.add(tom, ours, "music");
          domain.requestTags.add(tom, ours, "music");
          domain.requestDesk.note(tom, ours, "Ask the luthier.");
          return null;
        });
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  private static QueueFilter filter(
      Set<RequestStatus> statuses, String tag, String text, QueueOrder... order) {
    return new QueueFilter(
        Queue.ALL,
        statuses,
        Set.of(),
        null,
        null,
        false,
        null,
        null,
        tag,
        false,
        null,
        null,
        text,
        order.length == 0 ? QueueFilter.CHANGED : List.of(order),
        null);
  }

  private static List<String> numbers(Viewer viewer, QueueFilter filter) {
    return domain.queues.page(viewer, filter, 50).stream().map(QueueRow::number).toList();
  }

  @Test
  void countsAreWhatTheListsHold() {
    for (Viewer viewer : List.of(tom, sofia)) {
      Map<Queue, Integer> counts = new QueueCounts(domain.jdbi).of(viewer);
      for (Queue queue : Queue.values()) {
        assertThat(domain.queues.page(viewer, QueueFilter.of(queue), 2_000))
            .as(viewer.name() + " " + queue)
            .hasSize(counts.get(queue));
      }
      assertThat(counts.get(Queue.ALL)).isPositive();
    }
  }

  @Test
  void aChangeCostsOneCountHoweverManyWatch() {
    AtomicInteger asked = new AtomicInteger();
    Jdbi counting = Jdbi.create(domain.dataSource());
    counting.setSqlLogger(
        new SqlLogger() {
          @Override
          public void logBeforeExecution(StatementContext context) {
            asked.incrementAndGet();
          }
        });
    QueueCounts counts = new QueueCounts(counting);
    for (int change = 0; change < 10; change++) {
      counts.hear(Announcement.ofRequests(List.of(UUID.randomUUID())));
      for (int viewer = 0; viewer < 50; viewer++) {
        counts.of(viewer % 2 == 0 ? tom : sofia);
      }
    }
    assertThat(asked.get()).isBetween(1, 2);
  }

  @Test
  void pagesFollowEachOtherInEveryOrder() {
    Set<RequestStatus> any = Set.of();
    for (List<QueueOrder> order :
        List.of(
            List.of(new QueueOrder(Key.CHANGED, true)),
            List.of(new QueueOrder(Key.PRIORITY, true), new QueueOrder(Key.SENT, false)),
            List.of(
                new QueueOrder(Key.STATUS, false),
                new QueueOrder(Key.PRIORITY, true),
                new QueueOrder(Key.NUMBER, true)),
            List.of(new QueueOrder(Key.STATUS, true), new QueueOrder(Key.SENT, true)))) {
      QueueFilter filter = filter(any, null, null, order.toArray(QueueOrder[]::new));
      List<String> whole =
          domain.queues.page(sofia, filter, 2_000).stream().map(QueueRow::number).toList();
      List<String> paged = new ArrayList<>();
      QueueFilter place = filter;
      List<QueueRow> page;
      do {
        page = domain.queues.page(sofia, place, 137);
        page.forEach(row -> paged.add(row.number()));
        place = page.isEmpty() ? place : place.after(page.get(page.size() - 1));
      } while (page.size() == 137);
      assertThat(paged).as(order.toString()).isEqualTo(whole).hasSize(REQUESTS + 1);
    }
  }

  @Test
  void filtersByTagTextAndStatus() {
    assertThat(numbers(tom, filter(QueueFilter.OPEN, "music", null))).containsExactly(ours);
    assertThat(numbers(tom, filter(QueueFilter.OPEN, null, "zithers"))).containsExactly(ours);
    assertThat(numbers(tom, filter(QueueFilter.OPEN, null, "luthier")))
        .as("by a note, which staff may read")
        .containsExactly(ours);
    assertThat(numbers(tom, filter(QueueFilter.OPEN, null, ours.toLowerCase())))
        .containsExactly(ours);
    assertThat(numbers(tom, filter(EnumSet.of(RequestStatus.SOLVED), "music", null))).isEmpty();
    assertThat(domain.queues.page(tom, filter(QueueFilter.OPEN, "music", null), 1).get(0).tags())
        .containsExactly("music");
  }

  @Test
  void everyConditionIsAnswered() {
    QueueFilter all =
        new QueueFilter(
            Queue.TEAM,
            QueueFilter.OPEN,
            EnumSet.allOf(Priority.class),
            "device-repair",
            tom.personId(),
            true,
            tom.teams().iterator().next(),
            "MOREAU",
            "music",
            true,
            Instant.EPOCH,
            Instant.now().plusSeconds(60),
            "zither",
            QueueFilter.CHANGED,
            null);
    assertThat(domain.queues.page(tom, all, 10)).as("his and nobody's is neither").isEmpty();
    assertThat(domain.queues.count(tom, all)).isZero();
  }

  @Test
  void theQueueIsForStaff() {
    Viewer camille = domain.viewer("camille", Role.CUSTOMER);
    assertThatThrownBy(() -> domain.queues.page(camille, QueueFilter.of(Queue.ALL), 1))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(
            () ->
                domain.inTransaction(
                    () -> {
                      domain.requestTags.add(camille, ours, "mine");
                      return null;
                    }))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void openRequestsAreFoundByAnIndex() {
    for (String sql :
        List.of(
            "select * from service_request r where true and r.status in ('IN_PROGRESS', 'SUBMITTED', 'WAITING_FOR_CUSTOMER')"
                + " order by r.updated_at desc, r.id desc limit 51",
            "select team_id, assignee_id, status, count(*) from service_request"
                + " where status in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER')"
                + " group by team_id, assignee_id, status")) {
      List<String> plan =
          domain.jdbi.withHandle(
              handle -> {
                handle.execute("set enable_seqscan = off"); // so few rows are read at once anyway
                List<String> lines =
                    handle.createQuery("explain " + sql).mapTo(String.class).list();
                handle.execute("reset enable_seqscan");
                return lines;
              });
      assertThat(String.join("\n", plan))
          .containsPattern("(using|on) service_request_(open|queue)")
          .doesNotContain("Seq Scan");
    }
  }

  @Test
  void aViewOfTheQueueIsSharedWithATeamAndForgottenByItsOwnerOrASupervisor() {
    UUID workshop = tom.teams().iterator().next();
    boolean saved =
        domain.inTransaction(
            () ->
                domain.savedViews.save(
                    sofia, SavedViews.Of.QUEUE, "Urgent", "queue=all&priority=URGENT", workshop));
    assertThat(saved).isTrue();
    SavedView shared = domain.savedViews.of(tom, SavedViews.Of.QUEUE).get(0);
    assertThat(shared.team()).isEqualTo("Workshop");
    assertThat(shared.own()).isFalse();
    forget(tom, shared.id());
    assertThat(domain.savedViews.of(tom, SavedViews.Of.QUEUE)).hasSize(1);
    assertThat(domain.savedViews.of(tom, SavedViews.Of.REQUESTS)).isEmpty();

    Viewer stranger = new Viewer(tom.personId(), "T", "", tom.roles(), Set.of(), Set.of());
    assertThatThrownBy(
            () ->
                domain.inTransaction(
                    () ->
                        domain.savedViews.save(
                            stranger, SavedViews.Of.QUEUE, "x", "queue=all", workshop)))
        .isInstanceOf(NotAllowed.class);
    forget(sofia, shared.id());
    assertThat(
            Stream.of(tom, sofia)
                .flatMap(one -> domain.savedViews.of(one, SavedViews.Of.QUEUE).stream()))
        .isEmpty();
  }

  private static void forget(Viewer viewer, UUID view) {
    domain.inTransaction(
        () -> {
          domain.savedViews.forget(viewer, view);
          return null;
        });
  }
}
