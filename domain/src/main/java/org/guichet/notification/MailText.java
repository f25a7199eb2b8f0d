package org.guichet.notification;

import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import org.guichet.shared.LocalizedText;

/** The words of a mail about what happened to one request, in its reader's language. */
final class MailText {
  static final String BUNDLE = "org.guichet.notification.mail";

  private final ResourceBundle texts;
  private final Locale locale;

  MailText(Locale locale) {
    this.locale = locale;
    this.texts =
        ResourceBundle.getBundle(
            BUNDLE,
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  /** What the mail says, from the greeting to where to see it. */
  String body(String name, String number, String subject, List<NotificationRow> news, String url) {
    return say("hello", name)
        + "\n\n"
        + say("about", number, subject)
        + "\n\n"
        + news.stream().map(this::sentence).collect(Collectors.joining("\n\n"))
        + "\n\n"
        + say("see", url)
        + "\n";
  }

  /** That one can answer, for companies that read answers. */
  String reply() {
    return say("reply") + "\n";
  }

  /** Why one gets it, and how one does not any more. */
  String footer(String profile, String unsubscribe) {
    return "\n-- \n"
        + say("why")
        + "\n"
        + say("choose", profile)
        + "\n"
        + say("stop", unsubscribe)
        + "\n";
  }

  private String sentence(NotificationRow news) {
    Map<String, String> details = news.detailTexts();
    String who = who(news);
    return switch (news.happened()) {
      case REPLY -> say("REPLY", who) + "\n\n" + news.excerpt();
      case NOTE ->
          say(news.notificationKind() == NotificationKind.MENTIONED ? "MENTIONED" : "NOTE", who)
              + "\n\n"
              + news.excerpt();
      case FILE_ADDED -> say("FILE_ADDED", who);
      case STATUS_CHANGED -> status(news.notificationKind(), details.get("to"));
      case ASSIGNED -> say("ASSIGNED", who);
      case RATED -> say("RATED", who, details.get("stars"));
      case RULE_APPLIED -> say("RULE_APPLIED", details.get("rule"));
      case STAGE_OPENED, STAGE_REMINDED -> say(news.activityKind(), name(details));
      case STAGE_DONE -> said(say("STAGE_DONE", name(details), who), news.excerpt());
      case STAGE_REFUSED -> said(say("STAGE_REFUSED", who, name(details)), news.excerpt());
      case FOLLOWER_ADDED -> say("FOLLOWER_ADDED", who);
      case INVOICE_ISSUED -> issued(details);
      case INVOICE_PAID -> say("INVOICE_PAID", details.get("number"), money(details));
      case INVOICE_CANCELLED -> say("INVOICE_CANCELLED", details.get("number"));
      default -> throw new IllegalArgumentException(news.activityKind() + " is told to nobody");
    };
  }

  private static String said(String sentence, String words) {
    return words == null ? sentence : sentence + "\n\n" + words;
  }

  private String name(Map<String, String> details) {
    return LocalizedText.parse(details.get("name")).in(locale);
  }

  private String status(NotificationKind kind, String to) {
    return kind == NotificationKind.REPLY_NEEDED
        ? say("REPLY_NEEDED")
        : say("STATUS_CHANGED", say("status." + to));
  }

  private String issued(Map<String, String> details) {
    String dueOn = details.get("dueOn");
    return dueOn == null
        ? say("INVOICE_ISSUED.atOnce", details.get("number"), money(details))
        : say("INVOICE_ISSUED", details.get("number"), money(details), day(dueOn));
  }

  private String who(NotificationRow news) {
    if (news.author() != null) {
      return news.author();
    }
    return news.originName() == null
        ? say("somebody")
        : LocalizedText.parse(news.originName()).in(locale);
  }

  private String money(Map<String, String> details) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    format.setCurrency(Currency.getInstance(details.get("currency")));
    return format.format(new BigDecimal(details.get("amount")));
  }

  private String day(String date) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(locale)
        .format(LocalDate.parse(date));
  }

  private String say(String key, Object... values) {
    return new MessageFormat(texts.getString(key), locale).format(values);
  }
}
