package org.guichet.servicelevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.guichet.access.NotAllowed;
import org.guichet.queue.Queue;
import org.guichet.queue.QueueFilter;
import org.guichet.queue.QueueOrder;
import org.guichet.queue.QueueRow;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.servicelevel.Refused.Problem;
import org.guichet.servicelevel.Refused.What;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Deadlines follow what happens to a request, and what supervisors change. */
class ServiceLevelsIT {
  private PromisedRepair repair;

  @BeforeEach
  void aCompanyThatPromisesItsRepairs() {
    repair = new PromisedRepair();
    repair.promise("1 h", "8 h");
  }

  @AfterEach
  void stop() throws Exception {
    repair.domain.close();
  }

  private Instant submitted(String number) {
    return repair.domain.requests.view(repair.sofia, number).submittedAt();
  }

  @Test
  void whatIsSentIsDueFromThenOn() {
    String number = repair.ask();
    Instant sent = submitted(number);
    assertThat(repair.deadline(number, Target.FIRST_RESPONSE).dueAt())
        .isEqualTo(sent.plus(1, ChronoUnit.HOURS));
    assertThat(repair.deadline(number, Target.RESOLUTION).dueAt())
        .isEqualTo(sent.plus(8, ChronoUnit.HOURS));
    assertThat(repair.listed(number)).isEqualTo(sent.plus(1, ChronoUnit.HOURS));
  }

  @Test
  void anAnswerKeepsTheFirstPromiseAndTheSecondIsNext() {
    String number = repair.ask();
    repair.run(() -> repair.domain.requestDesk.note(repair.sofia, number, "For us only"));
    assertThat(repair.deadline(number, Target.FIRST_RESPONSE).isOpen())
        .as("a note is no answer")
        .isTrue();
    repair.run(() -> repair.domain.requestDesk.reply(repair.camille, number, "Any news?"));
    assertThat(repair.deadline(number, Target.FIRST_RESPONSE).isOpen())
        .as("nor is what the customer adds")
        .isTrue();
    repair.run(() -> repair.domain.requestDesk.reply(repair.sofia, number, "We look at it"));
    assertThat(repair.deadline(number, Target.FIRST_RESPONSE).isOpen()).isFalse();
    assertThat(repair.listed(number)).isEqualTo(submitted(number).plus(8, ChronoUnit.HOURS));
  }

  @Test
  void theClockStandsWhileTheCompanyWaitsForTheCustomer() {
    String number = repair.ask();
    repair.change(number, RequestStatus.WAITING_FOR_CUSTOMER);
    Deadline paused = repair.deadline(number, Target.RESOLUTION);
    assertThat(paused.isPaused()).isTrue();
    assertThat(paused.left()).isCloseTo(Duration.ofHours(8), Duration.ofMinutes(1));
    assertThat(repair.listed(number)).isNull();

    repair.earlier(number, Duration.ofHours(3));
    repair.run(() -> repair.domain.requestDesk.reply(repair.camille, number, "Here it is"));
    Deadline running = repair.deadline(number, Target.RESOLUTION);
    assertThat(running.dueAt())
        .as("three hours of waiting do not count")
        .isCloseTo(Instant.now().plus(8, ChronoUnit.HOURS), within(1, ChronoUnit.MINUTES));
    assertThat(running.why().pauses()).hasSize(1);
    assertThat(repair.listed(number))
        .isCloseTo(Instant.now().plus(1, ChronoUnit.HOURS), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void anotherPriorityIsAnotherDeadline() {
    String number = repair.ask();
    repair.run(
        () -> repair.domain.requestDesk.changePriority(repair.sofia, number, Priority.URGENT));
    assertThat(repair.listed(number)).isEqualTo(submitted(number).plus(10, ChronoUnit.MINUTES));
  }

  @Test
  void solvedWorkIsNotDueAndReopenedWorkGoesOnWhereItStood() {
    String number = repair.ask();
    repair.run(() -> repair.domain.requestDesk.reply(repair.sofia, number, "Done"));
    repair.change(number, RequestStatus.SOLVED);
    assertThat(repair.listed(number)).isNull();
    assertThat(repair.deadline(number, Target.RESOLUTION).isOpen()).isFalse();

    repair.earlier(number, Duration.ofDays(2));
    repair.run(
        () -> repair.domain.customerSteps.reopen(repair.camille, number, "It is broken again"));
    assertThat(repair.listed(number))
        .isCloseTo(Instant.now().plus(8, ChronoUnit.HOURS), within(1, ChronoUnit.MINUTES));
  }

  @Test
  void aCancelledRequestIsNotDue() {
    String number = repair.ask();
    repair.run(() -> repair.domain.customerSteps.cancel(repair.camille, number, ""));
    assertThat(repair.listed(number)).isNull();
  }

  @Test
  void otherTargetsAreOtherDeadlinesOfWhatIsOpen() {
    String number = repair.ask();
    repair.promise("2 h", "16 h");
    assertThat(repair.domain.inTransaction(repair.domain.watchDeadlines::recount)).isEqualTo(1);
    assertThat(repair.listed(number)).isEqualTo(submitted(number).plus(2, ChronoUnit.HOURS));
    assertThat(repair.domain.inTransaction(repair.domain.watchDeadlines::recount))
        .as("once is enough")
        .isZero();
  }

  @Test
  void anotherCalendarIsAnotherDeadline() {
    String number = repair.ask();
    CalendarDraft seen = repair.domain.calendars.find(repair.sofia, repair.calendar).orElseThrow();
    String today = Instant.now().toString().substring(0, 10);
    String tomorrow = Instant.now().plus(1, ChronoUnit.DAYS).toString().substring(0, 10);
    CalendarDraft closed =
        new CalendarDraft(
            seen.id(),
            seen.version(),
            seen.name(),
            seen.zone(),
            seen.hours(),
            today + " Inventory\n" + tomorrow + " Inventory");
    repair.run(() -> repair.domain.calendars.save(repair.sofia, closed));
    repair.domain.inTransaction(repair.domain.watchDeadlines::recount);
    Instant opens =
        Instant.parse(today + "T00:00:00Z").plus(2, ChronoUnit.DAYS).plus(1, ChronoUnit.HOURS);
    assertThat(repair.listed(number)).isEqualTo(opens);
    assertThat(repair.deadline(number, Target.FIRST_RESPONSE).why().holidays())
        .extracting(Holiday::name)
        .containsExactly("Inventory", "Inventory");
  }

  @Test
  void nothingPromisedIsNotDue() {
    String number = repair.ask();
    LevelDraft seen = repair.domain.serviceLevels.find(repair.sofia, PromisedRepair.TYPE);
    repair.run(() -> repair.domain.serviceLevels.remove(repair.sofia, seen));
    repair.domain.inTransaction(repair.domain.watchDeadlines::recount);
    assertThat(repair.listed(number)).isNull();
    assertThat(repair.domain.deadlines.of(repair.id(number))).isEmpty();
  }

  @Test
  void theExplanationAddsUp() {
    String number = repair.ask();
    Deadline deadline = repair.deadline(number, Target.RESOLUTION);
    Explanation why = deadline.why();
    assertThat(why.calendar()).isEqualTo("Day and night");
    assertThat(why.startedAt()).isEqualTo(submitted(number));
    assertThat(
            why.days().stream().map(Explanation.Day::counted).reduce(Duration.ZERO, Duration::plus))
        .isEqualTo(Duration.ofHours(8));
  }

  @Test
  void listsGoByWhatIsDueFirstPageAfterPage() {
    String late = repair.ask();
    String waiting = repair.ask();
    String soon = repair.ask();
    repair.earlier(late, Duration.ofHours(3));
    repair.run(() -> repair.domain.requestDesk.changePriority(repair.sofia, soon, Priority.URGENT));
    repair.change(waiting, RequestStatus.WAITING_FOR_CUSTOMER);
    List<QueueRow> all = repair.domain.queues.page(repair.sofia, byDue(false), 10);
    assertThat(all).extracting(QueueRow::number).containsExactly(late, soon, waiting);
    for (int i = 1; i <= all.size(); i++) {
      assertThat(repair.domain.queues.page(repair.sofia, byDue(false).after(all.get(i - 1)), 10))
          .containsExactlyElementsOf(all.subList(i, all.size()));
    }
    assertThat(repair.domain.queues.page(repair.sofia, byDue(true), 10))
        .extracting(QueueRow::number)
        .containsExactly(late);
  }

  private static QueueFilter byDue(boolean overdue) {
    return new QueueFilter(
        Queue.ALL,
        QueueFilter.OPEN,
        Set.of(),
        null,
        null,
        false,
        null,
        null,
        null,
        overdue,
        null,
        null,
        null,
        List.of(new QueueOrder(QueueOrder.Key.DUE, false)),
        null);
  }

  @Test
  void whoComesSecondOverwritesNothing() {
    LevelDraft seen = repair.domain.serviceLevels.find(repair.sofia, PromisedRepair.TYPE);
    repair.promise("2 h", "16 h");
    Refused refused =
        catchThrowableOfType(
            Refused.class,
            () -> repair.run(() -> repair.domain.serviceLevels.save(repair.sofia, seen)));
    assertThat(refused.problems()).containsExactly(new Problem("", What.CHANGED, ""));
    assertThat(
            repair
                .domain
                .serviceLevels
                .find(repair.sofia, PromisedRepair.TYPE)
                .targets()
                .get("LOW"))
        .isEqualTo(Map.of(Target.FIRST_RESPONSE, "2 h", Target.RESOLUTION, "16 h"));
  }

  @Test
  void aCalendarInUseStaysAndANameIsTakenOnce() {
    CalendarDraft seen = repair.domain.calendars.find(repair.sofia, repair.calendar).orElseThrow();
    assertThatThrownBy(() -> repair.run(() -> repair.domain.calendars.remove(repair.sofia, seen)))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("IN_USE");
    assertThatThrownBy(
            () ->
                repair.run(
                    () -> repair.domain.calendars.save(repair.sofia, PromisedRepair.always())))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("NAME_TAKEN");
  }

  @Test
  void everyChangeIsInTheAuditTrail() {
    List<String> entries =
        repair.domain.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select actor || ' ' || action || ' ' || object_id from audit_entry"
                            + " where action like 'service_level%' or action like 'calendar.%'")
                    .mapTo(String.class)
                    .list());
    assertThat(entries)
        .containsExactlyInAnyOrder(
            "Sofia Lind calendar.added " + repair.calendar,
            "Sofia Lind service_level.changed device-repair");
  }

  @Test
  void onlySupervisorsKeepThem() {
    assertThatThrownBy(() -> repair.domain.calendars.all(repair.tom))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> repair.domain.serviceLevels.find(repair.camille, PromisedRepair.TYPE))
        .isInstanceOf(NotAllowed.class);
  }
}
