package org.guichet.portal.notification;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.guichet.conversation.ActivityKind;
import org.guichet.notification.NotificationKind;
import org.guichet.notification.NotificationRow;
import org.guichet.portal.request.Statuses;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;
import org.guichet.request.RequestStatus;
import org.guichet.shared.LocalizedText;

/** How what the reader was told reads, in one sentence, and which drawing stands before it. */
@Named
@RequestScoped
public class NotificationWords {
  @Inject Words words;
  @Inject Reader reader;
  @Inject Statuses statuses;

  public String sentence(NotificationRow row) {
    Map<String, String> details = row.detailTexts();
    return switch (row.notificationKind()) {
      case MESSAGE ->
          row.happened() == ActivityKind.FILE_ADDED
              ? words.of("story.FILE_ADDED", who(row))
              : words.of("notifications.say.MESSAGE", who(row));
      case NOTE -> words.of("notifications.say.NOTE", who(row));
      case MENTIONED -> words.of("notifications.say.MENTIONED", who(row));
      case REPLY_NEEDED -> words.of("notifications.say.REPLY_NEEDED");
      case STATUS -> status(row, details);
      case RULE -> words.of("notifications.say.RULE", details.get("rule"));
      case DECISION ->
          words.of(
              "notifications.say." + row.happened(),
              LocalizedText.parse(details.get("name")).in(reader.getLocale()));
      case INVOICE -> invoice(row, details);
      case PAYMENT -> words.of("story.INVOICE_PAID", details.get("number"));
      case FOLLOWING -> words.of("notifications.say.FOLLOWING", who(row));
      case ASSIGNED -> words.of("notifications.say.ASSIGNED", who(row));
      case RATING -> words.of("story.RATED", who(row), Integer.valueOf(details.get("stars")));
    };
  }

  private String status(NotificationRow row, Map<String, String> details) {
    return switch (row.happened()) {
      case STAGE_DONE, STAGE_REFUSED ->
          words.of(
              "notifications.say." + row.happened(),
              who(row),
              LocalizedText.parse(details.get("name")).in(reader.getLocale()));
      default ->
          words.of(
              "notifications.say.STATUS",
              statuses.word(RequestStatus.valueOf(details.get("to")), "staff"));
    };
  }

  /** Where it can be looked at, or decided. */
  public String address(NotificationRow row) {
    String page = row.notificationKind() == NotificationKind.DECISION ? "decisions" : "request";
    return "/" + page + "?number=" + row.number();
  }

  private String invoice(NotificationRow row, Map<String, String> details) {
    String number = details.get("number");
    if (row.happened() == ActivityKind.INVOICE_CANCELLED) {
      return words.of("story.INVOICE_CANCELLED", number);
    }
    String amount = words.money(new BigDecimal(details.get("amount")), details.get("currency"));
    String dueOn = details.get("dueOn");
    return dueOn == null
        ? words.of("story.INVOICE_ISSUED.atOnce", number, amount)
        : words.of("story.INVOICE_ISSUED", number, amount, words.date(LocalDate.parse(dueOn)));
  }

  private String who(NotificationRow row) {
    if (row.author() != null) {
      return row.author();
    }
    return row.originName() == null
        ? words.of("notifications.somebody")
        : LocalizedText.parse(row.originName()).in(reader.getLocale());
  }

  public String icon(NotificationRow row) {
    return switch (row.notificationKind()) {
      case MESSAGE -> row.happened() == ActivityKind.FILE_ADDED ? "clip" : "chat";
      case REPLY_NEEDED, DECISION -> "wait";
      case STATUS -> "retry";
      case INVOICE, PAYMENT -> "receipt";
      case FOLLOWING -> "users";
      case ASSIGNED -> "user";
      case NOTE -> "lock";
      case RATING -> "star";
      case RULE -> "fx";
      case MENTIONED -> "at";
    };
  }

  /** What a kind is called where one chooses. */
  public String kind(NotificationKind kind) {
    return words.of("profile.kind." + kind);
  }
}
