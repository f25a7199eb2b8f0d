package org.guichet.notification;

import java.util.Arrays;
import java.util.List;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;

/** Kinds of what people are told. Each can be turned off for the pages and for mail. */
public enum NotificationKind {
  MESSAGE(false),
  REPLY_NEEDED(false),
  STATUS(false),
  INVOICE(false),
  PAYMENT(false),
  FOLLOWING(false),
  DECISION(false),
  ASSIGNED(true),
  /** A colleague calls one in a note. */
  MENTIONED(true),
  NOTE(true),
  RATING(true),
  RULE(true);

  private static final String WAITING = "WAITING_FOR_CUSTOMER";

  private final boolean staffOnly;

  NotificationKind(boolean staffOnly) {
    this.staffOnly = staffOnly;
  }

  /** The kinds there are for somebody. */
  public static List<NotificationKind> of(boolean staff) {
    return Arrays.stream(values()).filter(kind -> staff || !kind.staffOnly).toList();
  }

  /** What an activity is to the customer's side; null when it is not told there. */
  static NotificationKind forCustomers(Activity activity) {
    if (activity.isInternal()) {
      return null;
    }
    return switch (activity.kind()) {
      case REPLY, FILE_ADDED -> MESSAGE;
      case STATUS_CHANGED -> WAITING.equals(activity.details().get("to")) ? REPLY_NEEDED : STATUS;
      case INVOICE_ISSUED, INVOICE_CANCELLED -> INVOICE;
      case INVOICE_PAID -> PAYMENT;
      case STAGE_DONE, STAGE_REFUSED -> STATUS;
      default -> null;
    };
  }

  /** What an activity is to whom the request is assigned; null when it is not told there. */
  static NotificationKind forStaff(Activity activity) {
    ActivityKind kind = activity.kind();
    return switch (kind) {
      case REPLY, FILE_ADDED -> MESSAGE;
      case NOTE -> NOTE;
      case STATUS_CHANGED, STAGE_DONE, STAGE_REFUSED -> STATUS;
      case ASSIGNED -> ASSIGNED;
      case RATED -> RATING;
      default -> null;
    };
  }
}
