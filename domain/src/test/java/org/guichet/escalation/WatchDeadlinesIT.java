package org.guichet.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.TimelineEntry;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestView;
import org.guichet.servicelevel.LevelDraft;
import org.guichet.servicelevel.PromisedRepair;
import org.guichet.shared.JsonText;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A deadline in danger is told once, by whichever node, and the rule is followed. */
class WatchDeadlinesIT {
  private PromisedRepair repair;

  @BeforeEach
  void aCompanyThatPromisesItsRepairs() {
    repair = new PromisedRepair();
    repair.promise("4 h", "8 h");
  }

  @AfterEach
  void stop() throws Exception {
    repair.domain.close();
  }

  private void watch() {
    for (UUID request : repair.domain.watchDeadlines.ringing(Set.of())) {
      repair.domain.inTransaction(() -> repair.domain.watchDeadlines.tell(request));
    }
  }

  @Test
  void whatCannotBeToldKeepsNobodyWaiting() {
    String first = repair.ask();
    repair.earlier(first, Duration.ofHours(6));
    String second = repair.ask();
    repair.earlier(second, Duration.ofHours(5));
    List<UUID> all = repair.domain.watchDeadlines.ringing(Set.of());

    assertThat(all).hasSize(2);
    assertThat(repair.domain.watchDeadlines.ringing(Set.of(all.get(0))))
        .containsExactly(all.get(1));
  }

  private List<String> events() {
    return repair.domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select type || ' ' || (payload #>> '{deadline,target}') from outbox_event"
                        + " where type like 'deadline.%' order by id")
                .mapTo(String.class)
                .list());
  }

  private JsonObject payload(String type) {
    return JsonText.object(
        repair.domain.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select payload::text from outbox_event where type = :type")
                    .bind("type", type)
                    .mapTo(String.class)
                    .one()));
  }

  private List<ActivityKind> story(String number) {
    return repair.domain.requests.view(repair.sofia, number).timeline().stream()
        .map(TimelineEntry::activityKind)
        .toList();
  }

  @Test
  void aWarningAndABreachAreToldOnceEach() {
    String number = repair.ask();
    watch();
    assertThat(events()).as("nothing is near yet").isEmpty();

    repair.earlier(number, Duration.ofMinutes(3 * 60 + 1));
    watch();
    watch();
    assertThat(events()).containsExactly("deadline.near FIRST_RESPONSE");

    repair.earlier(number, Duration.ofHours(1));
    watch();
    watch();
    assertThat(events())
        .containsExactly("deadline.near FIRST_RESPONSE", "deadline.missed FIRST_RESPONSE");
    assertThat(story(number))
        .containsExactly(
            ActivityKind.SUBMITTED, ActivityKind.DEADLINE_NEAR, ActivityKind.DEADLINE_MISSED);
    assertThat(repair.domain.requests.view(repair.camille, number).timeline())
        .as("customers see nothing of it")
        .hasSize(1);
  }

  @Test
  void aBreachThatNobodyWarnedOfIsABreachAlone() {
    String number = repair.ask();
    repair.earlier(number, Duration.ofHours(5));
    watch();
    assertThat(events()).containsExactly("deadline.missed FIRST_RESPONSE");
  }

  @Test
  void whatIsKeptIsNotTold() {
    String number = repair.ask();
    repair.run(() -> repair.domain.requestDesk.reply(repair.sofia, number, "We look at it"));
    repair.change(number, RequestStatus.SOLVED);
    repair.earlier(number, Duration.ofDays(5));
    watch();
    assertThat(events()).isEmpty();
  }

  @Test
  void aClockThatStandsTellsNothing() {
    String number = repair.ask();
    repair.change(number, RequestStatus.WAITING_FOR_CUSTOMER);
    repair.earlier(number, Duration.ofDays(5));
    watch();
    assertThat(events()).isEmpty();
  }

  @Test
  void aDeadlineThatMovesAwayIsNotToldAgain() {
    String number = repair.ask();
    repair.earlier(number, Duration.ofHours(5));
    watch();
    repair.promise("6 h", "24 h");
    repair.domain.inTransaction(repair.domain.watchDeadlines::recount);
    repair.earlier(number, Duration.ofHours(2));
    watch();
    assertThat(events()).containsExactly("deadline.missed FIRST_RESPONSE");
  }

  @Test
  void aPromiseMadeTodayAccusesNobodyOfYesterday() {
    LevelDraft seen = repair.domain.serviceLevels.find(repair.sofia, PromisedRepair.TYPE);
    repair.run(() -> repair.domain.serviceLevels.remove(repair.sofia, seen));
    String number = repair.ask();
    repair.earlier(number, Duration.ofDays(3));
    repair.promise("4 h", "8 h");
    repair.domain.inTransaction(repair.domain.watchDeadlines::recount);
    watch();
    assertThat(events()).isEmpty();
    assertThat(repair.listed(number)).as("it is overdue all the same").isNotNull();
  }

  @Test
  void twoNodesTellItOnce() throws Exception {
    List<String> numbers = List.of(repair.ask(), repair.ask(), repair.ask(), repair.ask());
    numbers.forEach(number -> repair.earlier(number, Duration.ofHours(5)));
    TestDomain other = repair.domain.anotherNode();
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    try {
      List<Future<Integer>> told =
          List.of(repair.domain, other).stream()
              .map(node -> nodes.submit(() -> tellAll(node, together)))
              .toList();
      assertThat(told.get(0).get() + told.get(1).get()).isEqualTo(4);
    } finally {
      nodes.shutdown();
      other.close();
    }
    assertThat(events()).hasSize(4).containsOnly("deadline.missed FIRST_RESPONSE");
  }

  private static int tellAll(TestDomain node, CyclicBarrier together) throws Exception {
    List<UUID> ringing = node.watchDeadlines.ringing(Set.of());
    together.await();
    int told = 0;
    for (UUID request : ringing) {
      told += node.inTransaction(() -> node.watchDeadlines.tell(request)) ? 1 : 0;
    }
    return told;
  }

  @Test
  void theRuleRaisesThePriorityHandsTheWorkOverAndSaysWhy() {
    UUID office = team("office");
    repair.keep("4 h", "8 h", "MISSED", true, office, repair.tom.personId(), true);
    String number = repair.ask();
    repair.earlier(number, Duration.ofHours(5));
    watch();

    RequestView view = repair.domain.requests.view(repair.sofia, number);
    assertThat(view.priority()).isEqualTo(Priority.HIGH);
    assertThat(view.assignee()).isEqualTo("Tom Becker");
    assertThat(view.team()).isEqualTo(name(office));
    TimelineEntry entry =
        view.timeline().stream()
            .filter(one -> one.activityKind() == ActivityKind.ESCALATED)
            .findFirst()
            .orElseThrow();
    assertThat(entry.detailTexts())
        .isEqualTo(
            Map.of(
                "priority", "HIGH",
                "team", name(office),
                "person", "Tom Becker",
                "target", "FIRST_RESPONSE",
                "danger", "MISSED"));
    assertThat(payload("request.priority_changed").getJsonObject("request").getString("priority"))
        .isEqualTo("HIGH");
    assertThat(payload("request.assigned").getJsonObject("assignee").getString("name"))
        .isEqualTo("Tom Becker");
    assertThat(payload("deadline.missed").containsKey("tell")).isTrue();
  }

  @Test
  void anUrgentRequestStaysUrgentAndNothingIsSaidOfIt() {
    repair.keep("4 h", "8 h", "MISSED", true, null, null, false);
    String number = repair.ask();
    repair.run(
        () -> repair.domain.requestDesk.changePriority(repair.sofia, number, Priority.URGENT));
    repair.earlier(number, Duration.ofMinutes(15));
    watch();
    assertThat(story(number))
        .contains(ActivityKind.DEADLINE_MISSED)
        .doesNotContain(ActivityKind.ESCALATED);
  }

  private UUID team(String key) {
    return repair.domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id from team where key = :key")
                .bind("key", key)
                .mapTo(UUID.class)
                .one());
  }

  private String name(UUID team) {
    return repair.domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery("select name from team where id = :id")
                .bind("id", team)
                .mapTo(String.class)
                .one());
  }
}
