package org.guichet.portal.profile;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.guichet.notification.NotificationKind;
import org.guichet.notification.QuietHours;
import org.guichet.notification.Wanted;
import org.guichet.notification.Wanted.Ways;

/**
 * How the reader wants to be told, as it stands in the form: typed as it is, until it makes sense.
 *
 * @param quiet whether there are quiet hours
 */
public record TypedChoices(
    Map<NotificationKind, Ways> kinds, boolean quiet, String from, String to, String zone)
    implements Serializable {

  /** What is shown to somebody who has typed nothing yet. */
  static TypedChoices of(Wanted wanted, ZoneId clock) {
    QuietHours quiet = wanted.quiet();
    return quiet == null
        ? new TypedChoices(wanted.kinds(), false, "20:00", "07:00", clock.getId())
        : new TypedChoices(
            wanted.kinds(),
            true,
            quiet.from().toString(),
            quiet.to().toString(),
            quiet.zone().getId());
  }

  /**
   * What was sent.
   *
   * @param parameters the value of each name; null when it is not there
   * @param before what counts for kinds that the form does not show him
   */
  static TypedChoices read(UnaryOperator<String> parameters, boolean staff, Wanted before) {
    Map<NotificationKind, Ways> kinds = new EnumMap<>(before.kinds());
    for (NotificationKind kind : NotificationKind.of(staff)) {
      kinds.put(
          kind,
          new Ways(
              parameters.apply("page-" + kind) != null, parameters.apply("mail-" + kind) != null));
    }
    return new TypedChoices(
        kinds,
        parameters.apply("quiet") != null,
        orEmpty(parameters.apply("from")),
        orEmpty(parameters.apply("to")),
        orEmpty(parameters.apply("zone")));
  }

  private static String orEmpty(String value) {
    return value == null ? "" : value.strip();
  }

  /**
   * What it means.
   *
   * @throws Unclear when it makes no sense
   */
  Wanted wanted() {
    return new Wanted(kinds, quiet ? hours() : null);
  }

  private QuietHours hours() {
    LocalTime begin = time(from);
    LocalTime end = time(to);
    if (begin.equals(end)) {
      throw new Unclear("profile.quiet.same");
    }
    try {
      return new QuietHours(begin, end, ZoneId.of(zone));
    } catch (DateTimeException unknown) {
      throw new Unclear("profile.quiet.zone.unknown");
    }
  }

  private static LocalTime time(String text) {
    try {
      return LocalTime.parse(text);
    } catch (DateTimeException noTime) {
      throw new Unclear("profile.quiet.noTime");
    }
  }

  /** What was typed makes no sense; the message is the key of a sentence that says why. */
  static class Unclear extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unclear(String key) {
      super(key);
    }
  }
}
