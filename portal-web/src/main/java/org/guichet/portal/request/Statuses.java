package org.guichet.portal.request;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.guichet.portal.shared.Words;
import org.guichet.request.RequestRow;
import org.guichet.request.RequestStatus;

/** How a status looks and reads: word, icon and colour, in this order of importance. */
@Named
@RequestScoped
public class Statuses {
  @Inject Words words;

  /**
   * The customer reads what it means for him ("Waiting for you"), staff what it is ("Waiting for
   * customer").
   */
  public String word(RequestStatus status, String audience) {
    String own = "status." + status + "." + audience;
    return words.of(words.has(own) ? own : "status." + status);
  }

  /** What comes next, in one line for the customer. */
  public String next(RequestStatus status) {
    return words.of("next." + status);
  }

  /** The same of a row: nothing is done before everybody who is asked has agreed. */
  public String next(RequestRow row) {
    return row.withheld() && row.requestStatus().isOpen()
        ? words.of("next.withheld")
        : next(row.requestStatus());
  }

  public String icon(RequestStatus status) {
    return switch (status) {
      case SUBMITTED -> "due";
      case IN_PROGRESS -> "work";
      case WAITING_FOR_CUSTOMER -> "clock";
      case SOLVED, CLOSED -> "check";
      case CANCELLED -> "slash";
    };
  }

  public String tone(RequestStatus status) {
    return switch (status) {
      case SUBMITTED, IN_PROGRESS -> "info";
      case WAITING_FOR_CUSTOMER -> "warn";
      case SOLVED -> "ok";
      case CLOSED, CANCELLED -> "mute";
    };
  }
}
