package org.guichet.portal.catalogue;

import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.ResourceBundle;
import org.guichet.inquiry.Lookups;
import org.guichet.inquiry.Offer;

/**
 * What stands below a lookup field, in the reader's words. They are said when his request has long
 * left its thread, so nothing here belongs to a request.
 */
final class LookupWords {
  private static final String BUNDLE = "org.guichet.portal.messages";

  private final Locale locale;

  LookupWords(Locale locale) {
    this.locale = locale;
  }

  /** How many there are, or that the system is away and how old these answers are. */
  String of(Lookups.Asked asked, Offer offer, Instant now) {
    int found = offer.options().size();
    if (asked.query().length() < Lookups.FEWEST_CHARACTERS) {
      return "";
    }
    if (offer.live()) {
      return found == 0 ? say("lookup.none", asked.query()) : say("lookup.found", found);
    }
    return found == 0
        ? say("lookup.away")
        : say("lookup.earlier", found, age(Duration.between(offer.since(), now)));
  }

  /** 5 minutes ago; 2 hours ago; 3 days ago. */
  private String age(Duration age) {
    if (age.toMinutes() < 1) {
      return say("lookup.age.moment");
    }
    if (age.toHours() < 1) {
      return say("lookup.age.minutes", age.toMinutes());
    }
    return age.toDays() < 1
        ? say("lookup.age.hours", age.toHours())
        : say("lookup.age.days", age.toDays());
  }

  private String say(String key, Object... values) {
    String text = ResourceBundle.getBundle(BUNDLE, locale).getString(key);
    return new MessageFormat(text, locale).format(values);
  }
}
