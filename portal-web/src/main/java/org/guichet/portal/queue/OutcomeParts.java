package org.guichet.portal.queue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.guichet.queue.QueueOutcome;
import org.guichet.queue.QueueOutcome.Period;
import org.guichet.queue.QueueOutcome.Promise;
import org.guichet.servicelevel.Target;

/**
 * What became of requests, as a queue's address says it: {@code solved-from=2026-11-01}, {@code
 * promise=resolution-missed}. The figures of the dashboard lead there.
 */
final class OutcomeParts {
  static final List<String> PROMISES =
      List.of(
          "first_response-kept", "first_response-missed", "resolution-kept", "resolution-missed");

  /** Each name with how its value is made fit; null when it makes no sense. */
  static final Map<String, UnaryOperator<String>> KNOWN = new LinkedHashMap<>();

  static {
    KNOWN.put("answered-from", QueueAddress::day);
    KNOWN.put("answered-to", QueueAddress::day);
    KNOWN.put("solved-from", QueueAddress::day);
    KNOWN.put("solved-to", QueueAddress::day);
    KNOWN.put("promise", value -> PROMISES.contains(value) ? value : null);
    KNOWN.put("decided-from", QueueAddress::day);
    KNOWN.put("decided-to", QueueAddress::day);
    KNOWN.put("delivery", value -> "stopped".equals(value) ? value : null);
  }

  private final QueueAddress address;
  private final ZoneId zone;

  OutcomeParts(QueueAddress address, ZoneId zone) {
    this.address = address;
    this.zone = zone;
  }

  /** What the list asks for; null when it asks for anything. */
  QueueOutcome outcome() {
    return KNOWN.keySet().stream().allMatch(name -> address.get(name).isEmpty())
        ? null
        : new QueueOutcome(
            period("answered"), period("solved"), promise(), !address.get("delivery").isEmpty());
  }

  private Period period(String name) {
    Instant from = QueueAddress.begin(address.get(name + "-from"), zone);
    Instant before = QueueAddress.end(address.get(name + "-to"), zone);
    return from == null && before == null ? null : new Period(from, before);
  }

  private Promise promise() {
    String[] said = address.get("promise").split("-");
    return said.length < 2
        ? null
        : new Promise(
            Target.valueOf(said[0].toUpperCase(Locale.ROOT)),
            "kept".equals(said[1]),
            period("decided"));
  }
}
