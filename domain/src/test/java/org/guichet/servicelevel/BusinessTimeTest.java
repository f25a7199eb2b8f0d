package org.guichet.servicelevel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The arithmetic of working time: what must hold for every calendar, tried with some hundred random
 * ones and compared with a count minute by minute; then what people expect of well-known days. A
 * failure names its seed.
 */
class BusinessTimeTest {
  private static final int SEEDS = 250;

  /** Around these days the clocks change. */
  private static final Map<String, List<LocalDate>> CHANGES =
      Map.of(
          "Europe/Paris", List.of(LocalDate.of(2026, 3, 29), LocalDate.of(2026, 10, 25)),
          "America/New_York", List.of(LocalDate.of(2026, 3, 8), LocalDate.of(2026, 11, 1)),
          "Australia/Lord_Howe", List.of(LocalDate.of(2026, 4, 5), LocalDate.of(2026, 10, 4)),
          "Asia/Kolkata", List.of(LocalDate.of(2026, 7, 1), LocalDate.of(2026, 12, 31)));

  /** One random case; the same seed makes the same. */
  private static final class Case {
    private final Random random;
    private final BusinessCalendar calendar;
    private final Instant start;
    private final List<Span> pauses;
    private final BusinessTime time;
    private final MinuteByMinute oracle;

    private Case(int seed, int longestPauseInDays) {
      random = new Random(seed);
      List<String> zones = CHANGES.keySet().stream().sorted().toList();
      String zone = zones.get(random.nextInt(zones.size()));
      LocalDate change = CHANGES.get(zone).get(random.nextInt(2));
      LocalDate day = change.plusDays(random.nextInt(9) - 6);
      start =
          day.atStartOfDay()
              .plusMinutes(random.nextInt(24 * 60))
              .atZone(ZoneId.of(zone))
              .toInstant();
      calendar = new BusinessCalendar("any", ZoneId.of(zone), week(), holidays(day));
      pauses = pauses(longestPauseInDays);
      time = new BusinessTime(calendar, pauses);
      oracle = new MinuteByMinute(calendar, pauses);
    }

    private WeeklyHours week() {
      while (true) {
        Map<DayOfWeek, List<Interval>> days = new EnumMap<>(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
          List<Interval> intervals = new ArrayList<>();
          int from = random.nextInt(10) * 60;
          for (int i = random.nextInt(4); i > 0 && from < Interval.DAY; i--) {
            int until = from + 5 + random.nextInt(random.nextInt(8) == 0 ? 1_000 : 300);
            intervals.add(new Interval(from, until));
            from = until + random.nextInt(120);
          }
          days.put(day, intervals);
        }
        WeeklyHours week = new WeeklyHours(days);
        if (week.overlap().isEmpty() && !week.isEmpty()) {
          return week;
        }
      }
    }

    private Map<LocalDate, String> holidays(LocalDate day) {
      Map<LocalDate, String> holidays = new HashMap<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        holidays.put(day.plusDays(random.nextInt(12)), "holiday " + i);
      }
      return holidays;
    }

    private List<Span> pauses(int longestInDays) {
      List<Span> all = new ArrayList<>();
      Instant from = start.plus(minutes(2_000));
      for (int i = random.nextInt(4); i > 0; i--) {
        Instant until = from.plus(minutes(longestInDays * 24 * 60));
        all.add(new Span(from, until));
        from = until.plus(minutes(1_500));
      }
      return all;
    }

    private Duration minutes(int most) {
      return Duration.ofMinutes(1 + random.nextInt(most));
    }

    @Override
    public String toString() {
      return calendar + " from " + start + " without " + pauses;
    }
  }

  static Stream<Arguments> cases() {
    return java.util.stream.IntStream.range(0, SEEDS)
        .mapToObj(seed -> Arguments.of(seed, new Case(seed, 2)));
  }

  static Stream<Arguments> longHolds() {
    return java.util.stream.IntStream.range(1_000, 1_020)
        .mapToObj(seed -> Arguments.of(seed, new Case(seed, 120)));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource({"cases", "longHolds"})
  void addingIsWhatCountingMinutesGives(int seed, Case one) {
    int work = 1 + one.random.nextInt(1_500);
    assertThat(one.time.add(one.start, Duration.ofMinutes(work)))
        .as("%s plus %d minutes", one, work)
        .contains(one.oracle.add(one.start, work));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource({"cases", "longHolds"})
  void measuringIsWhatCountingMinutesGives(int seed, Case one) {
    Instant until = one.start.plus(one.minutes(12 * 24 * 60));
    assertThat(one.time.measure(one.start, until).toMinutes())
        .as("%s until %s", one, until)
        .isEqualTo(one.oracle.measure(one.start, until));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource({"cases", "longHolds"})
  void measuringUndoesAdding(int seed, Case one) {
    Duration work = Duration.ofSeconds(1 + one.random.nextInt(400_000));
    Instant due = one.time.add(one.start, work).orElseThrow();
    assertThat(one.time.measure(one.start, due)).as("%s", one).isEqualTo(work);
    assertThat(one.time.measure(one.start, due.minusSeconds(1)))
        .as("not a second earlier: %s", one)
        .isEqualTo(work.minusSeconds(1));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource({"cases", "longHolds"})
  void whatIsDueEndsWithinTheHoursAndOutsideOfThePauses(int seed, Case one) {
    Instant due = one.time.add(one.start, one.minutes(3_000)).orElseThrow();
    assertThat(one.oracle.isOpen(due.minus(Duration.ofMinutes(1))))
        .as("the minute before %s: %s", due, one)
        .isTrue();
    assertThat(due).isAfter(one.start);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("cases")
  void twoPartsOfATimeAreTheWhole(int seed, Case one) {
    Instant middle = one.start.plus(one.minutes(5_000));
    Instant end = middle.plus(one.minutes(5_000));
    assertThat(one.time.measure(one.start, middle).plus(one.time.measure(middle, end)))
        .as("%s by %s until %s", one, middle, end)
        .isEqualTo(one.time.measure(one.start, end));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("cases")
  void countedPiecesFollowEachOtherAndNeverTouchAPause(int seed, Case one) {
    List<Span> counted = one.time.counted(one.start, one.start.plus(one.minutes(15_000)));
    for (int i = 1; i < counted.size(); i++) {
      assertThat(counted.get(i).from()).isAfterOrEqualTo(counted.get(i - 1).until());
    }
    assertThat(counted)
        .allSatisfy(
            piece ->
                assertThat(one.pauses)
                    .noneMatch(
                        pause ->
                            pause.from().isBefore(piece.until())
                                && piece.from().isBefore(pause.until())));
  }

  // What people expect of days they know.

  private static BusinessCalendar office(String zone, LocalDate... holidays) {
    Map<DayOfWeek, List<Interval>> days = new EnumMap<>(DayOfWeek.class);
    for (DayOfWeek day : DayOfWeek.values()) {
      if (day.getValue() <= 5) {
        days.put(day, List.of(hours("08:30-12:00"), hours("13:30-18:00")));
      }
    }
    Map<LocalDate, String> names = new HashMap<>();
    Arrays.stream(holidays).forEach(day -> names.put(day, "holiday"));
    return new BusinessCalendar("office", ZoneId.of(zone), new WeeklyHours(days), names);
  }

  private static BusinessCalendar everyDay(String zone, String hours) {
    Map<DayOfWeek, List<Interval>> days = new EnumMap<>(DayOfWeek.class);
    Arrays.stream(DayOfWeek.values()).forEach(day -> days.put(day, List.of(hours(hours))));
    return new BusinessCalendar("every day", ZoneId.of(zone), new WeeklyHours(days), Map.of());
  }

  private static Interval hours(String text) {
    return Interval.typed(text).orElseThrow();
  }

  private static Instant at(String zone, String wall) {
    return LocalDateTime.parse(wall).atZone(ZoneId.of(zone)).toInstant();
  }

  @ParameterizedTest
  @CsvSource({
    // from, hours, due: lunch, evening, weekend
    "2026-11-30T09:00, 2, 2026-11-30T11:00",
    "2026-11-30T11:00, 2, 2026-11-30T14:30",
    "2026-11-30T12:10, 1, 2026-11-30T14:30",
    "2026-11-30T17:00, 2, 2026-12-01T09:30",
    "2026-12-04T17:00, 2, 2026-12-07T09:30",
    "2026-12-05T15:00, 8, 2026-12-07T18:00",
    "2026-11-30T04:00, 1, 2026-11-30T09:30"
  })
  void anOfficeTakesItsLunchItsEveningAndItsWeekend(String from, int hours, String due) {
    assertThat(
            new BusinessTime(office("Europe/Paris"), List.of())
                .add(at("Europe/Paris", from), Duration.ofHours(hours)))
        .contains(at("Europe/Paris", due));
  }

  @Test
  void nobodyWorksOnChristmasDay() {
    BusinessCalendar office = office("Europe/Paris", LocalDate.of(2026, 12, 25));
    assertThat(
            new BusinessTime(office, List.of())
                .add(at("Europe/Paris", "2026-12-24T17:30"), Duration.ofHours(1)))
        .contains(at("Europe/Paris", "2026-12-28T09:00"));
  }

  @ParameterizedTest
  @CsvSource({
    "Europe/Paris, 2026-03-28T12:00, 23",
    "Europe/Paris, 2026-10-24T12:00, 25",
    "America/New_York, 2026-03-07T12:00, 23",
    "America/New_York, 2026-10-31T12:00, 25"
  })
  void aDayOnWhichTheClocksChangeHasItsRealHours(String zone, String noon, int hours) {
    BusinessTime always = new BusinessTime(everyDay(zone, "00:00-24:00"), List.of());
    Instant from = at(zone, noon);
    assertThat(always.measure(from, at(zone, LocalDateTime.parse(noon).plusDays(1).toString())))
        .isEqualTo(Duration.ofHours(hours));
  }

  @ParameterizedTest
  @CsvSource({"2026-03-28T22:00, 7", "2026-10-24T22:00, 9", "2026-11-28T22:00, 8"})
  void aNightShiftIsAnHourShorterOrLongerWhenTheClocksChange(String begin, int hours) {
    BusinessTime nights = new BusinessTime(everyDay("Europe/Paris", "22:00-06:00"), List.of());
    Instant from = at("Europe/Paris", begin);
    assertThat(nights.measure(from, from.plus(Duration.ofHours(12))))
        .isEqualTo(Duration.ofHours(hours));
  }

  @Test
  void aNightShiftBelongsToTheDayItBeginsOn() {
    Map<DayOfWeek, List<Interval>> friday = Map.of(DayOfWeek.FRIDAY, List.of(hours("22:00-06:00")));
    BusinessCalendar calendar =
        new BusinessCalendar(
            "nights",
            ZoneId.of("Europe/Paris"),
            new WeeklyHours(friday),
            Map.of(LocalDate.of(2026, 12, 5), "a Saturday off"));
    assertThat(
            new BusinessTime(calendar, List.of())
                .add(at("Europe/Paris", "2026-12-05T01:00"), Duration.ofHours(5)))
        .contains(at("Europe/Paris", "2026-12-05T06:00"));
  }

  @Test
  void hoursThatTheClocksLeaveOutAreNone() {
    BusinessTime early = new BusinessTime(everyDay("Europe/Paris", "02:10-02:50"), List.of());
    assertThat(
            early.measure(
                at("Europe/Paris", "2026-03-29T00:00"), at("Europe/Paris", "2026-03-30T00:00")))
        .isZero();
  }

  @Test
  void aHoldOfSeveralMonthsDoesNotCount() {
    Instant from = at("Europe/Paris", "2026-02-02T09:00");
    Span hold =
        new Span(at("Europe/Paris", "2026-02-02T10:00"), at("Europe/Paris", "2026-07-06T10:00"));
    assertThat(
            new BusinessTime(office("Europe/Paris"), List.of(hold)).add(from, Duration.ofHours(2)))
        .contains(at("Europe/Paris", "2026-07-06T11:00"));
  }

  @Test
  void whileTheClockStandsNothingIsDue() {
    Instant from = at("Europe/Paris", "2026-11-30T09:00");
    Span waiting = new Span(at("Europe/Paris", "2026-11-30T10:00"), Instant.MAX);
    BusinessTime time = new BusinessTime(office("Europe/Paris"), List.of(waiting));
    assertThat(time.add(from, Duration.ofHours(2))).isEmpty();
    assertThat(time.add(from, Duration.ofHours(1))).contains(waiting.from());
    assertThat(time.measure(from, from.plus(Duration.ofDays(90)))).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void aCalendarThatNeverOpensMakesNothingDue() {
    BusinessCalendar closed =
        new BusinessCalendar("closed", ZoneId.of("UTC"), new WeeklyHours(Map.of()), Map.of());
    assertThat(new BusinessTime(closed, List.of()).add(Instant.EPOCH, Duration.ofMinutes(1)))
        .isEmpty();
  }
}
