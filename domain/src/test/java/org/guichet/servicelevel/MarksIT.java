package org.guichet.servicelevel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.guichet.request.RequestStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** When a request was first answered and solved is kept with it, promised or not. */
class MarksIT {
  private static final String SOLVED_SINCE =
      "(select min(a.happened_at) from activity a where a.request_id = r.id and a.details ->> 'to' = 'SOLVED')";

  private static PromisedRepair repair;

  @BeforeAll
  static void start() {
    repair = new PromisedRepair();
  }

  @AfterAll
  static void stop() throws Exception {
    repair.domain.close();
  }

  private static boolean is(String number, String condition) {
    return repair.domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select coalesce("
                        + condition
                        + ", false) from service_request r where number = :number")
                .bind("number", number)
                .mapTo(Boolean.class)
                .one());
  }

  @Test
  void theFirstPublicAnswerOfTheCompanyIsTheOne() {
    String number = repair.ask();
    repair.run(() -> repair.domain.requestDesk.note(repair.tom, number, "Ask the workshop."));
    repair.run(() -> repair.domain.requestDesk.reply(repair.camille, number, "Hello?"));
    assertThat(is(number, "responded_at is null")).isTrue();
    repair.run(() -> repair.domain.requestDesk.reply(repair.tom, number, "We look at it."));
    repair.run(() -> repair.domain.requestDesk.reply(repair.tom, number, "We have found it."));
    assertThat(
            is(
                number,
                "responded_at = (select min(a.happened_at) from activity a where a.request_id = r.id"
                    + " and a.body = 'We look at it.')"))
        .isTrue();
  }

  @Test
  void closingMovesNoSolutionAndTakingItUpAgainForgetsIt() {
    repair.promise("1 h", "4 h");
    String number = repair.ask();
    repair.change(number, RequestStatus.SOLVED);
    repair.earlier(number, Duration.ofHours(10));
    repair.change(number, RequestStatus.CLOSED);
    assertThat(is(number, "solved_at = " + SOLVED_SINCE + " and responded_at = " + SOLVED_SINCE))
        .as("without an answer the solution is the answer")
        .isTrue();
    assertThat(
            is(
                number,
                "(select c.ended_at = r.solved_at and c.ended_at < c.due_at from service_clock c"
                    + " where c.request_id = r.id and c.target = 'RESOLUTION')"))
        .as("and its promise was kept")
        .isTrue();

    String again = repair.ask();
    for (RequestStatus to :
        List.of(RequestStatus.SOLVED, RequestStatus.IN_PROGRESS, RequestStatus.CANCELLED)) {
      repair.change(again, to);
      assertThat(is(again, "solved_at is null")).isEqualTo(to != RequestStatus.SOLVED);
    }
  }
}
