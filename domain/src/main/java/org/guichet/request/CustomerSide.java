package org.guichet.request;

import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import org.guichet.request.Participants.Colleague;

/**
 * What a request's page shows of its customer's side.
 *
 * @param own whether it is the viewer's own: he may cancel, reopen, confirm and rate it
 * @param reopenUntil until when it may be reopened; null when there is nothing to reopen
 * @param rating what the customer thinks of the solution; null when he has not said it
 * @param rateable whether he may say it, or say it anew
 * @param followers colleagues who follow it
 */
public record CustomerSide(
    boolean own, Instant reopenUntil, Rating rating, boolean rateable, List<Colleague> followers)
    implements Serializable {

  /** Whether it may be reopened at that moment. */
  public boolean isReopenable(Instant now) {
    return own && reopenUntil != null && now.isBefore(reopenUntil);
  }
}
