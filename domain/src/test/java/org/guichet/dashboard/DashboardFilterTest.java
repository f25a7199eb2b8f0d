package org.guichet.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.guichet.dashboard.DashboardFilter.Part;
import org.junit.jupiter.api.Test;

class DashboardFilterTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static DashboardFilter days(String from, String to) {
    return new DashboardFilter(LocalDate.parse(from), LocalDate.parse(to), PARIS, null);
  }

  @Test
  void aMonthIsShownDayByDayAYearMonthByMonth() {
    assertThat(days("2026-11-01", "2026-11-30").step()).isEqualTo(Step.DAY);
    assertThat(days("2026-11-01", "2026-11-30").parts()).hasSize(30);
    assertThat(days("2026-09-01", "2026-11-30").step()).isEqualTo(Step.WEEK);
    assertThat(days("2025-12-01", "2026-11-30").step()).isEqualTo(Step.MONTH);
    assertThat(days("2025-12-01", "2026-11-30").parts()).hasSize(12);
  }

  @Test
  void theFirstAndTheLastPartAreCut() {
    List<Part> parts = days("2026-09-02", "2026-11-03").parts();
    assertThat(parts.get(0))
        .isEqualTo(new Part(LocalDate.parse("2026-09-02"), LocalDate.parse("2026-09-06")));
    assertThat(parts.get(parts.size() - 1))
        .isEqualTo(new Part(LocalDate.parse("2026-11-02"), LocalDate.parse("2026-11-03")));
    for (int i = 1; i < parts.size(); i++) {
      assertThat(parts.get(i).from()).isEqualTo(parts.get(i - 1).to().plusDays(1));
    }
  }

  @Test
  void aDayOnWhichTheClocksChangeHasTwentyThreeHours() {
    DashboardFilter filter = days("2026-03-29", "2026-03-29");
    assertThat(Duration.between(filter.begin(), filter.end())).isEqualTo(Duration.ofHours(23));
    assertThat(Duration.between(filter.before(), filter.begin())).isEqualTo(Duration.ofHours(24));
  }

  @Test
  void agesFollowEachOther() {
    LocalDate today = LocalDate.parse("2026-12-01");
    for (int i = 1; i < Age.values().length; i++) {
      assertThat(Age.values()[i].sent(today).to().plusDays(1))
          .isEqualTo(Age.values()[i - 1].sent(today).from());
    }
    assertThat(Age.OLDER.sent(today).from()).isNull();
  }

  @Test
  void aPeriodHasADayAndAtMostTwoYears() {
    assertThatThrownBy(() -> days("2026-11-02", "2026-11-01"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> days("2020-01-01", "2026-11-01"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
