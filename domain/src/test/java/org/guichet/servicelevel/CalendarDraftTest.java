package org.guichet.servicelevel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.guichet.servicelevel.Refused.Problem;
import org.guichet.servicelevel.Refused.What;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be typed for a calendar, and what is said about what may not. */
class CalendarDraftTest {

  private static CalendarDraft draft(Map<DayOfWeek, String> hours, String holidays) {
    return new CalendarDraft(null, 0, "Workshop", "Europe/Paris", hours, holidays);
  }

  private static CalendarDraft monday(String hours) {
    return draft(Map.of(DayOfWeek.MONDAY, hours), "");
  }

  private static List<Problem> problems(CalendarDraft draft) {
    return catchThrowableOfType(Refused.class, draft::read).problems();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "08:30-12:00|08:30-12:00",
        "8:30 – 12|08:30-12:00",
        "8h30-12h|08:30-12:00",
        "8-12|08:00-12:00",
        "22:00-06:00|22:00-06:00",
        "0-24|00:00-24:00",
        "00:00-00:00|00:00-24:00"
      })
  void hoursAreUnderstoodAsPeopleWriteThem(String typed, String kept) {
    assertThat(monday(typed).read().hours().of(DayOfWeek.MONDAY)).hasToString("[" + kept + "]");
  }

  @Test
  void severalIntervalsAreKeptInTheirOrder() {
    assertThat(monday("13:30-18:00, 08:30-12:00").read().hours().of(DayOfWeek.MONDAY))
        .hasToString("[08:30-12:00, 13:30-18:00]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"morning", "25-26", "08:60-12:00", "24:00-02:00", "8", "8-"})
  void whatIsNoIntervalIsNamed(String typed) {
    assertThat(problems(monday(typed)))
        .containsExactly(new Problem("hours-MONDAY", What.NO_INTERVAL, typed));
  }

  @Test
  void intervalsMustNotOverlapNorReachIntoTheNextMorning() {
    assertThat(problems(monday("08:00-12:00, 11:00-15:00")))
        .extracting(Problem::what)
        .containsExactly(What.OVERLAP);
    assertThat(
            problems(
                draft(
                    Map.of(DayOfWeek.SUNDAY, "22:00-06:00", DayOfWeek.MONDAY, "05:00-09:00"), "")))
        .extracting(Problem::field)
        .containsExactly("hours-MONDAY");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    CalendarDraft draft =
        new CalendarDraft(
            null,
            0,
            " ",
            "Paris",
            Map.of(DayOfWeek.MONDAY, "x", DayOfWeek.TUESDAY, "9-12"),
            "Christmas\n2026-02-30 never\n2026-05-01 a\n2026-05-01 b");
    assertThat(problems(draft))
        .containsExactlyInAnyOrder(
            new Problem("name", What.MISSING, ""),
            new Problem("zone", What.NO_ZONE, "Paris"),
            new Problem("hours-MONDAY", What.NO_INTERVAL, "x"),
            new Problem("holidays", What.NO_DAY, "Christmas"),
            new Problem("holidays", What.NO_DAY, "2026-02-30 never"),
            new Problem("holidays", What.TWICE, "2026-05-01"));
  }

  @Test
  void somebodyMustWorkAtSomeTime() {
    assertThat(problems(monday(" "))).extracting(Problem::what).containsExactly(What.NO_HOURS);
  }

  @Test
  void holidaysOfAFileComeBesideThoseTyped() {
    CalendarDraft draft = draft(Map.of(DayOfWeek.MONDAY, "9-12"), "2026-12-25 Noël\n2026-08-10");
    CalendarDraft more =
        draft.with(
            List.of(
                new Holiday(LocalDate.of(2026, 12, 25), "Christmas"),
                new Holiday(LocalDate.of(2026, 11, 1), "Toussaint")));
    assertThat(more.holidays().lines())
        .containsExactly("2026-08-10", "2026-11-01 Toussaint", "2026-12-25 Noël");
  }
}
