package org.guichet.delivery;

import java.util.Map;
import org.guichet.shared.JsonText;
import org.guichet.shared.LocalizedText;

/**
 * What IT says about a connector.
 *
 * @param name the company's name for the system
 * @param record what one of its records is called
 * @param place the place in a sentence: "in the help desk"
 * @param properties the Kamelet's; a secret in clear is stored encrypted, one left blank stays
 * @param translation jq from a message of the system to our words
 * @param statusMap the system's words, JSON
 * @param ratePerMinute most calls a minute; null for no limit
 * @param pollSeconds how often it is asked for changes; null for never
 * @param pollOverlap the resolution of the system's times, ISO 8601
 * @param webhookKind standard, hmac, token, unsigned or none
 * @param webhookSettings of that kind, JSON
 * @param webhookSecret what signs its webhooks, in clear; null or blank: it stays
 * @param wakeUp jq from a push to {@code {externalId}}; null when the push is the message
 */
public record ConnectorDraft(
    LocalizedText name,
    LocalizedText record,
    LocalizedText place,
    String kamelet,
    Map<String, String> properties,
    String translation,
    String statusMap,
    boolean idempotent,
    int concurrency,
    int timeLimitSeconds,
    Integer ratePerMinute,
    Integer pollSeconds,
    String pollOverlap,
    String webhookKind,
    String webhookSettings,
    String webhookSecret,
    String wakeUp) {
  private static final int USUAL_CONCURRENCY = 4;
  private static final int USUAL_TIME_LIMIT = 300;

  /** The first values of a connector made of that Kamelet, as its presets say. */
  public static ConnectorDraft of(
      KameletFile kamelet,
      LocalizedText name,
      LocalizedText record,
      LocalizedText place,
      Map<String, String> properties) {
    return new ConnectorDraft(
        name,
        record,
        place,
        kamelet.name(),
        properties,
        or(kamelet.preset("translation"), "."),
        or(kamelet.preset("status-map"), "{}"),
        !"false".equals(kamelet.preset("idempotent")),
        USUAL_CONCURRENCY,
        USUAL_TIME_LIMIT,
        null,
        kamelet.preset("poll-seconds") == null
            ? null
            : Integer.valueOf(kamelet.preset("poll-seconds")),
        or(kamelet.preset("resolution"), "PT0S"),
        or(kamelet.preset("webhook"), "none"),
        or(kamelet.preset("webhook-settings"), "{}"),
        null,
        kamelet.preset("wake-up"));
  }

  private static String or(String preset, String otherwise) {
    return preset == null ? otherwise : preset;
  }

  /** Its properties with those instead. */
  ConnectorDraft with(Map<String, String> other) {
    return new ConnectorDraft(
        name,
        record,
        place,
        kamelet,
        other,
        translation,
        statusMap,
        idempotent,
        concurrency,
        timeLimitSeconds,
        ratePerMinute,
        pollSeconds,
        pollOverlap,
        webhookKind,
        webhookSettings,
        webhookSecret,
        wakeUp);
  }

  String propertiesJson() {
    return JsonText.of(properties);
  }
}
