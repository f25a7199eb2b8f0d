package org.guichet.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What came by mail: all of it, somebody's, one mail. */
final class MailPage {
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s&<]+");

  private MailPage() {}

  /**
   * The list.
   *
   * @param to whose mails are shown; null for everybody's
   */
  static String list(List<Mail> all, String to) {
    List<Mail> shown =
        all.stream().filter(mail -> to == null || mail.to().equalsIgnoreCase(to)).toList();
    String readers =
        all.stream()
            .map(Mail::to)
            .distinct()
            .sorted()
            .map(reader -> Html.link("/mail?to=" + encoded(reader), reader))
            .collect(Collectors.joining(" "));
    if (shown.isEmpty()) {
      return frame("Mail", "<h1>Mail</h1><p class=\"card faint\">No mail has arrived yet.</p>");
    }
    return frame(
        "Mail",
        """
        <h1>Mail%s <span class="faint">%d</span></h1>
        <p class="readers">%s %s</p>
        <table class="card">
        <thead><tr><th>To</th><th>Subject</th><th>Sent</th></tr></thead>
        <tbody>%s</tbody>
        </table>
        """
            .formatted(
                to == null ? "" : " to " + Html.escape(to),
                shown.size(),
                Html.link("/mail", "Everybody"),
                readers,
                shown.stream().map(MailPage::row).collect(Collectors.joining())));
  }

  private static String row(Mail mail) {
    return """
        <tr><td>%s</td><td class="what">%s</td><td>%s</td></tr>
        """
        .formatted(
            Html.escape(mail.to()),
            Html.link("/mail/" + encoded(mail.id()), mail.subject()),
            Html.time(mail.sentAt()));
  }

  static String one(Mail mail) {
    String end =
        mail.unsubscribe().isEmpty()
            ? "None: a mail program shows no button"
            : Html.link(mail.unsubscribe(), "Unsubscribe")
                + (mail.oneClick() ? " (one click: the mail program posts to this address)" : "");
    return frame(
        mail.subject(),
        """
        <h1>%s</h1>
        <dl class="card facts">
        <dt>To</dt><dd>%s</dd><dt>From</dt><dd>%s</dd><dt>Sent</dt><dd>%s</dd>
        <dt>Files</dt><dd>%s</dd><dt>End of such mails</dt><dd>%s</dd></dl>
        <pre class="card mail">%s</pre>
        """
            .formatted(
                Html.escape(mail.subject()),
                Html.link("/mail?to=" + encoded(mail.to()), mail.to()),
                Html.escape(mail.from()),
                Html.time(mail.sentAt()),
                mail.files().isEmpty() ? "None" : Html.escape(String.join(", ", mail.files())),
                end,
                linked(mail.text())));
  }

  static String none() {
    return frame("Mail", "<h1>There is no such mail</h1><p>" + Html.link("/mail", "All") + "</p>");
  }

  private static String linked(String text) {
    return ADDRESS
        .matcher(Html.escape(text))
        .replaceAll(found -> "<a href=\"" + found.group() + "\">" + found.group() + "</a>");
  }

  private static String frame(String title, String content) {
    return Html.page(
        "mail",
        title,
        "<a class=\"name\" href=\"/mail\">Mail</a><nav><a href=\"/\">Other systems</a></nav>",
        content);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
