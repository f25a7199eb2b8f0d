package org.guichet.inquiry;

import java.time.Instant;
import java.util.List;

/**
 * What a lookup field offers for what was typed.
 *
 * @param live whether the system has just said so
 * @param since of an earlier answer, when the oldest of these was there the last time; null when it
 *     is live or empty
 */
public record Offer(List<LookupOption> options, boolean live, Instant since) {
  static Offer live(List<LookupOption> options) {
    return new Offer(options, true, null);
  }

  static Offer earlier(List<OfferedOptions.Earlier> known) {
    Instant oldest =
        known.stream().map(OfferedOptions.Earlier::seenAt).min(Instant::compareTo).orElse(null);
    return new Offer(known.stream().map(OfferedOptions.Earlier::option).toList(), false, oldest);
  }
}
