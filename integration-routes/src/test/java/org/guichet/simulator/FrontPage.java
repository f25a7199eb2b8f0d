package org.guichet.simulator;

import java.util.Collection;
import java.util.stream.Collectors;

/** The page that leads to the four, and to the mail. */
final class FrontPage {
  private FrontPage() {}

  /**
   * @param mailboxes null when no mail is taken
   */
  static String of(Collection<CompanySystem> systems, Mailboxes mailboxes) {
    String cards =
        systems.stream().map(FrontPage::card).collect(Collectors.joining()) + card(mailboxes);
    return Html.page(
        "none",
        "Company simulator",
        "<span class=\"name\">Company simulator</span>",
        """
        <h1>Four systems of a company</h1>
        <p class="lead">Play the staff of each, or make it misbehave and see what becomes of a
        request.</p>
        <ul class="systems">%s</ul>
        """
            .formatted(cards));
  }

  private static String card(Mailboxes mailboxes) {
    return mailboxes == null
        ? ""
        : """
        <li class="card" data-system="mail"><h2>%s</h2><p>Mails: %d</p>\
        <p class="faint">What the portal sends people by mail</p></li>
        """
            .formatted(Html.link("/mail", "Mail"), mailboxes.mails(null).size());
  }

  private static String card(CompanySystem system) {
    Fault fault = system.fault();
    return """
        <li class="card" data-system="%s"><h2>%s</h2><p>%s</p><p class="faint">%s</p></li>
        """
        .formatted(
            system.id(),
            Html.link(system.base(), system.title()),
            system.kinds().stream()
                .map(kind -> kind.title() + ": " + system.count(kind))
                .collect(Collectors.joining(", ")),
            fault == Fault.NONE ? "Works as it should" : "Misbehaves: " + fault.mode());
  }
}
