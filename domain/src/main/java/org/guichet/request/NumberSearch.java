package org.guichet.request;

import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.jdbi.v3.core.Jdbi;

/**
 * Finds requests by a number: our own as 123, 2026-123 or R-2026-000123, that of a company system,
 * that of an invoice.
 */
final class NumberSearch {
  private static final Pattern OURS =
      Pattern.compile("(?:R-?)?(?:(\\d{4})-)?0*(\\d{1,9})", Pattern.CASE_INSENSITIVE);
  private static final int LONGEST = 80;

  /** Who types only digits means one of these years. */
  private static final int YEARS_BACK = 10;

  /**
   * Numbers of systems that customers are not told of are for the desk. Whoever types a system's
   * number does not name the system: each is asked, by the index it has.
   */
  private static final String FIND =
      """
      select r.id from service_request r join (
        select id, true as open from service_request where number = any(:numbers)
        union select x.request_id, c.public from connector c
          join external_reference x on x.connector_id = c.id and x.external_id = any(:typed)
        union select x.request_id, c.public from connector c
          join further_record x on x.connector_id = c.id and x.external_id = any(:typed)
        union select i.request_id, true from invoice i where i.number = any(:typed)) numbered
        on numbered.id = r.id
      where %s and (numbered.open or %s) order by r.updated_at desc limit 10
      """;

  private final Jdbi jdbi;

  NumberSearch(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The requests of that number that the viewer may see; mostly one, mostly none. */
  List<UUID> find(Viewer viewer, String typed) {
    if (typed.length() > LONGEST || typed.indexOf(' ') >= 0 || !typed.matches(".*\\d.*")) {
      return List.of();
    }
    Visibility visible = Visibility.of(viewer);
    return jdbi.withHandle(
        handle ->
            visible
                .bind(
                    handle.createQuery(
                        FIND.formatted(visible.of("r"), Visibility.atDesk(viewer).of("r"))))
                .bindArray("numbers", String.class, ours(typed))
                .bindArray("typed", String.class, spellings(typed))
                .mapTo(UUID.class)
                .list());
  }

  /** Whether it is a request's number as we write it: then nothing else is meant. */
  static boolean isWholeNumber(String typed) {
    return typed.matches("(?i)R-\\d{4}-\\d{6,}");
  }

  private static List<String> ours(String typed) {
    Matcher number = OURS.matcher(typed);
    if (!number.matches()) {
      return List.of();
    }
    int thisYear = Year.now(ZoneOffset.UTC).getValue();
    IntStream years =
        number.group(1) == null
            ? IntStream.rangeClosed(thisYear - YEARS_BACK, thisYear)
            : IntStream.of(Integer.parseInt(number.group(1)));
    return years
        .mapToObj(year -> String.format("R-%d-%06d", year, Integer.valueOf(number.group(2))))
        .toList();
  }

  /** Systems write letters large or small; people do as they like. */
  private static List<String> spellings(String typed) {
    return List.of(typed, typed.toUpperCase(Locale.ROOT), typed.toLowerCase(Locale.ROOT));
  }
}
