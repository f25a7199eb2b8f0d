package org.guichet.notification;

import java.util.Locale;
import java.util.ResourceBundle;

/** A status in words that stand in the middle of a sentence, as mails to customers say it. */
public final class StatusWords {
  private StatusWords() {}

  /**
   * Such as "waiting for the customer".
   *
   * @param status name of a status of requests
   */
  public static String of(String status, Locale locale) {
    return ResourceBundle.getBundle(
            MailText.BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES))
        .getString("status." + status);
  }
}
