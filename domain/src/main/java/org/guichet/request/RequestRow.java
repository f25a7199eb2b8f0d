package org.guichet.request;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.guichet.shared.LocalizedText;

/**
 * One line of a list of requests.
 *
 * @param typeName a JSON object of names by language
 * @param status a {@link RequestStatus}
 * @param systems how many company systems are told of it
 * @param delivered how many of them have it
 * @param stopped how many deliveries need a person
 * @param withheld whether no system hears of it, because somebody has to agree first
 */
public record RequestRow(
    UUID id,
    String number,
    String subject,
    String typeName,
    String status,
    String requester,
    String organization,
    String assignee,
    Instant submittedAt,
    Instant updatedAt,
    int systems,
    int delivered,
    int stopped,
    boolean withheld)
    implements Serializable {

  public RequestStatus requestStatus() {
    return RequestStatus.valueOf(status);
  }

  public LocalizedText typeNames() {
    return LocalizedText.parse(typeName);
  }
}
