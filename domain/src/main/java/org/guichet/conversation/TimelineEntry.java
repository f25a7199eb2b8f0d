package org.guichet.conversation;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.guichet.shared.JsonText;

/**
 * One entry of the timeline, for reading.
 *
 * @param kind an {@link ActivityKind}
 * @param internal whether customers never see it
 * @param author name of the person, also of one who wrote in a company system; null when a system
 *     did it
 * @param authorIsStaff whether the author is not the requester's side
 * @param origin key of the connector; null when a person did it
 * @param originName its names, JSON; null when a person did it
 * @param originRecord what one of its records is called, JSON; null when a person did it
 * @param originPlace its place in a sentence, JSON; null when a person did it
 * @param details JSON of strings
 */
public record TimelineEntry(
    long id,
    String kind,
    boolean internal,
    UUID authorId,
    String author,
    boolean authorIsStaff,
    String origin,
    String originName,
    String originRecord,
    String originPlace,
    String body,
    String details,
    Instant happenedAt)
    implements Serializable {

  public ActivityKind activityKind() {
    return ActivityKind.valueOf(kind);
  }

  public Map<String, String> detailTexts() {
    return JsonText.strings(details);
  }
}
