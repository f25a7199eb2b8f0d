package org.guichet.queue;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.shared.LocalizedText;

/**
 * One line of a queue.
 *
 * @param version what a change that was decided upon this line must name
 * @param typeName a JSON object of names by language
 * @param systems how many company systems are told of it
 * @param delivered how many of them have it
 * @param stopped how many deliveries need a person
 * @param failed how many failed and are tried again
 * @param held how many wait for another one, or for a system that is paused
 * @param dueAt the first deadline that is not kept yet; null when nothing is due
 * @param withheld whether no system hears of it, because somebody has to agree first
 */
public record QueueRow(
    UUID id,
    String number,
    long version,
    String subject,
    String typeName,
    RequestStatus status,
    Priority priority,
    String requester,
    String organization,
    String team,
    String assignee,
    List<String> tags,
    Instant submittedAt,
    Instant updatedAt,
    int systems,
    int delivered,
    int stopped,
    int failed,
    int held,
    Instant dueAt,
    boolean withheld)
    implements Serializable {

  public LocalizedText typeNames() {
    return LocalizedText.parse(typeName);
  }
}
