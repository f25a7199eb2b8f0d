package org.guichet.portal.request;

import java.io.Serializable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import org.guichet.request.RequestFilter;
import org.guichet.request.RequestFilter.Order;
import org.guichet.request.RequestFilter.Progress;
import org.guichet.request.RequestFilter.Scope;

/**
 * What a list of requests shows, as it stands in its address; what makes no sense there is as if it
 * were not there.
 *
 * @param whose mine, organization, followed or everything
 * @param show open, waiting, done or all
 * @param type key of a service; empty for all
 * @param from first day of the period; null for no limit
 * @param to its last day; null for no limit
 * @param sort changed, newest or oldest
 * @param text searched for; empty for no search
 */
public record ListAddress(
    String whose, String show, String type, LocalDate from, LocalDate to, String sort, String text)
    implements Serializable {
  private static final List<String> WHOSE =
      List.of("mine", "organization", "followed", "everything");
  private static final List<String> SHOW = List.of("open", "waiting", "done", "all");
  private static final List<String> SORT = List.of("changed", "newest", "oldest");

  /**
   * Reads the parameters of an address. A search looks at everything, unless something is said.
   *
   * @param parameters the value of each name; null when it is not there
   */
  public static ListAddress read(UnaryOperator<String> parameters) {
    String text = orEmpty(parameters.apply("q"));
    boolean search = !text.isEmpty();
    String type = orEmpty(parameters.apply("type"));
    return new ListAddress(
        oneOf(WHOSE, parameters.apply("whose"), search ? "everything" : "mine"),
        oneOf(SHOW, parameters.apply("show"), search ? "all" : "open"),
        type.matches("[a-z0-9-]+") ? type : "",
        day(parameters.apply("from")),
        day(parameters.apply("to")),
        oneOf(SORT, parameters.apply("sort"), "changed"),
        text);
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value.strip();
  }

  private static String oneOf(List<String> known, String value, String otherwise) {
    return value != null && known.contains(value) ? value : otherwise;
  }

  private static LocalDate day(String value) {
    try {
      return value == null || value.isBlank() ? null : LocalDate.parse(value.strip());
    } catch (DateTimeException noDay) {
      return null;
    }
  }

  /** The same list of others. */
  public ListAddress withWhose(String other) {
    return new ListAddress(other, show, type, from, to, sort, text);
  }

  /** The same list at another stage. */
  public ListAddress withShow(String other) {
    return new ListAddress(whose, other, type, from, to, sort, text);
  }

  /** The same people's list without anything that narrows it. */
  public ListAddress widest() {
    return new ListAddress(whose, "all", "", null, null, sort, "");
  }

  /** Whether anything but whose and how far narrows the list. */
  public boolean isNarrowed() {
    return !type.isEmpty() || from != null || to != null || !text.isEmpty();
  }

  public boolean isSearch() {
    return !text.isEmpty();
  }

  /**
   * What the list asks the domain for.
   *
   * @param zone whose days the period means
   */
  public RequestFilter filter(ZoneId zone) {
    return new RequestFilter(
        switch (whose) {
          case "organization" -> Scope.ORGANIZATION;
          case "followed" -> Scope.FOLLOWED;
          case "everything" -> Scope.VISIBLE;
          default -> Scope.MINE;
        },
        switch (show) {
          case "waiting" -> Progress.WAITING;
          case "done" -> Progress.DONE;
          case "all" -> Progress.ANY;
          default -> Progress.OPEN;
        },
        type.isEmpty() ? null : type,
        begin(from, zone),
        to == null ? null : begin(to.plusDays(1), zone),
        switch (sort) {
          case "newest" -> Order.NEWEST;
          case "oldest" -> Order.OLDEST;
          default -> Order.CHANGED;
        },
        null);
  }

  private static Instant begin(LocalDate day, ZoneId zone) {
    return day == null ? null : day.atStartOfDay(zone).toInstant();
  }

  /** The part of the address behind the question mark. */
  public String query() {
    StringBuilder query = new StringBuilder("whose=" + whose + "&show=" + show);
    add(query, "type", type);
    add(query, "from", from);
    add(query, "to", to);
    add(query, "sort", sort.equals("changed") ? "" : sort);
    add(query, "q", text);
    return query.toString();
  }

  private static void add(StringBuilder query, String name, Object value) {
    if (value != null && !value.toString().isEmpty()) {
      query
          .append('&')
          .append(name)
          .append('=')
          .append(URLEncoder.encode(value.toString(), StandardCharsets.UTF_8));
    }
  }
}
