package org.guichet.dashboard;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** Into what a period is divided, as the database divides it. */
public enum Step {
  DAY {
    @Override
    LocalDate begin(LocalDate day) {
      return day;
    }

    @Override
    LocalDate next(LocalDate begin) {
      return begin.plusDays(1);
    }
  },
  /** From Monday on. */
  WEEK {
    @Override
    LocalDate begin(LocalDate day) {
      return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    @Override
    LocalDate next(LocalDate begin) {
      return begin.plusWeeks(1);
    }
  },
  MONTH {
    @Override
    LocalDate begin(LocalDate day) {
      return day.withDayOfMonth(1);
    }

    @Override
    LocalDate next(LocalDate begin) {
      return begin.plusMonths(1);
    }
  };

  /** The first day of the one that has that day. */
  abstract LocalDate begin(LocalDate day);

  /** The first day of the next one. */
  abstract LocalDate next(LocalDate begin);

  String sql() {
    return name().toLowerCase(Locale.ROOT);
  }
}
