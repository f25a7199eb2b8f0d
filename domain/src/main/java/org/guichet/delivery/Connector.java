package org.guichet.delivery;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.guichet.shared.JsonText;
import org.guichet.shared.LocalizedText;

/**
 * A company system as this portal reaches it.
 *
 * @param kamelet name of its Kamelet
 * @param properties the Kamelet's properties; secrets as references {@code {{secret:id}}}
 * @param statusMap the system's words: {@code {"in repair": {"label": {"en": …}, "request":
 *     "IN_PROGRESS"}}}
 * @param translation jq from a message of the system to our words
 * @param webhookSecret id of the secret that signs its webhooks; null when it sends none
 * @param pollSeconds how often it is asked for changes; null when it sends webhooks
 * @param idempotent whether a delivery may simply be repeated, because the system honours an
 *     Idempotency-Key or the Kamelet itself looks before it creates; else our reference is looked
 *     up first
 * @param concurrency most calls at once from one node
 * @param pausedSince null while it runs
 * @param timeLimitSeconds what takes longer is broken off
 * @param version counts its changes: another version is another connector to the routes
 */
public record Connector(
    int id,
    String key,
    String name,
    String kamelet,
    String properties,
    String statusMap,
    String translation,
    String webhookSecret,
    Integer pollSeconds,
    boolean idempotent,
    int concurrency,
    Instant pausedSince,
    String pauseReason,
    int timeLimitSeconds,
    int version)
    implements Serializable {
  private static final int USUAL_TIME_LIMIT = 300;

  /**
   * One that stands in no database, to try a Kamelet with: repeatable, one call at a time, with the
   * usual time limit.
   */
  public static Connector trial(String key, String kamelet, Map<String, String> properties) {
    return new Connector(
        1,
        key,
        "{\"en\": \"The system\"}",
        kamelet,
        JsonText.of(properties),
        "{}",
        ".",
        null,
        null,
        true,
        1,
        null,
        null,
        USUAL_TIME_LIMIT,
        1);
  }

  public Duration timeLimit() {
    return Duration.ofSeconds(timeLimitSeconds);
  }

  public LocalizedText names() {
    return LocalizedText.parse(name);
  }

  public Map<String, String> parameters() {
    return JsonText.strings(properties);
  }

  public boolean isPaused() {
    return pausedSince != null;
  }

  /** Whether the status map has an entry of its own for a word of the system. */
  public boolean knows(String externalStatus) {
    return JsonText.object(statusMap).containsKey(externalStatus);
  }

  /**
   * What the status map says about a word of the system, or about all words that it does not name
   * ({@code "*"}); empty when nobody has said anything about it yet.
   */
  public Optional<StatusWord> word(String externalStatus) {
    JsonObject map = JsonText.object(statusMap);
    JsonValue entry =
        externalStatus == null ? null : map.getOrDefault(externalStatus, map.get("*"));
    return entry == null || entry.getValueType() != JsonValue.ValueType.OBJECT
        ? Optional.empty()
        : Optional.of(StatusWord.of(entry.asJsonObject()));
  }
}
