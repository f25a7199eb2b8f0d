package org.guichet.portal.dashboard;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.guichet.dashboard.DashboardFilter;

/**
 * What the dashboard shows, as it stands in its address: days back from today, or a first and a
 * last day; a team.
 *
 * @param period days back from today; 0 when the days are named
 * @param from what was typed as the first day
 * @param to what was typed as the last day
 * @param team key of the team; empty for all
 * @param fault whether the days that were typed make no period: the usual one is shown instead
 */
public record DashboardAddress(
    int period, String from, String to, String team, boolean fault, DashboardFilter filter) {
  static final List<Integer> PERIODS = List.of(7, 30, 90, 365);
  private static final int USUAL = 30;

  /** Reads the parameters of an address; what makes no sense there is as if it were not there. */
  public static DashboardAddress read(
      UnaryOperator<String> parameter, LocalDate today, ZoneId zone) {
    UUID team = team(parameter.apply("team"));
    String from = typed(parameter.apply("from"));
    String to = typed(parameter.apply("to"));
    if (!from.isEmpty() || !to.isEmpty()) {
      try {
        LocalDate last = to.isEmpty() ? today : LocalDate.parse(to);
        LocalDate first = from.isEmpty() ? last : LocalDate.parse(from);
        return of(0, from, to, team, false, new DashboardFilter(first, last, zone, team));
      } catch (DateTimeException | IllegalArgumentException noPeriod) {
        return of(USUAL, from, to, team, true, back(USUAL, today, zone, team));
      }
    }
    int period = period(parameter.apply("period"));
    return of(period, "", "", team, false, back(period, today, zone, team));
  }

  private static DashboardAddress of(
      int period, String from, String to, UUID team, boolean fault, DashboardFilter filter) {
    return new DashboardAddress(
        period, from, to, team == null ? "" : team.toString(), fault, filter);
  }

  private static DashboardFilter back(int days, LocalDate today, ZoneId zone, UUID team) {
    return new DashboardFilter(today.minusDays(days - 1L), today, zone, team);
  }

  private static int period(String typed) {
    return PERIODS.stream().filter(one -> one.toString().equals(typed)).findFirst().orElse(USUAL);
  }

  private static String typed(String value) {
    return value == null || value.length() > 10 ? "" : value.strip();
  }

  private static UUID team(String key) {
    try {
      return key == null || key.isEmpty() ? null : UUID.fromString(key);
    } catch (IllegalArgumentException noKey) {
      return null;
    }
  }

  /** The first day that is shown, for its field. */
  public String first() {
    return fault ? from : filter.from().toString();
  }

  /** The last day that is shown, for its field. */
  public String last() {
    return fault ? to : filter.to().toString();
  }

  /** The part of the address behind the question mark, for the same figures. */
  public String query() {
    return (period == 0 ? "from=" + filter.from() + "&to=" + filter.to() : "period=" + period)
        + ofTeam();
  }

  /** The same for another period. */
  public String back(int days) {
    return "period=" + days + ofTeam();
  }

  private String ofTeam() {
    return team.isEmpty() ? "" : "&team=" + team;
  }
}
