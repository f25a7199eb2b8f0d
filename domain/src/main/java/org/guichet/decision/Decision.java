package org.guichet.decision;

import java.io.Serializable;
import java.time.Instant;
import org.guichet.shared.LocalizedText;
import org.guichet.stage.StageKind;

/**
 * A stage that waits for the viewer, for the list.
 *
 * @param stage its key
 * @param name of the stage, a JSON object by language
 * @param service its names, JSON
 * @param organization null when the requester has none
 */
public record Decision(
    long stage,
    String name,
    StageKind kind,
    String number,
    String subject,
    String service,
    String requester,
    String organization,
    Instant submittedAt,
    Instant openedAt)
    implements Serializable {

  public LocalizedText names() {
    return LocalizedText.parse(name);
  }

  public LocalizedText services() {
    return LocalizedText.parse(service);
  }
}
