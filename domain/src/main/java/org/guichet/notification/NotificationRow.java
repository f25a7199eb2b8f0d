package org.guichet.notification;

import java.time.Instant;
import java.util.Map;
import org.guichet.conversation.ActivityKind;
import org.guichet.shared.JsonText;

/**
 * What somebody was told, for reading.
 *
 * @param kind a {@link NotificationKind}
 * @param activity key of what happened
 * @param activityKind an {@link ActivityKind}: what happened
 * @param author name of the person who did it, in the portal or in a company system; null when a
 *     system did
 * @param originName the system's names, JSON; null when a person did it here
 * @param excerpt how a message begins; null when it is none
 * @param details JSON of strings, as the activity has them
 */
public record NotificationRow(
    long id,
    String kind,
    boolean read,
    String number,
    String subject,
    long activity,
    String activityKind,
    String author,
    String originName,
    String excerpt,
    String details,
    Instant happenedAt) {

  public NotificationKind notificationKind() {
    return NotificationKind.valueOf(kind);
  }

  /** What happened. */
  public ActivityKind happened() {
    return ActivityKind.valueOf(activityKind);
  }

  public Map<String, String> detailTexts() {
    return JsonText.strings(details);
  }
}
