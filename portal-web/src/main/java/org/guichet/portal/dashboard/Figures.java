package org.guichet.portal.dashboard;

import java.util.List;
import org.guichet.dashboard.Dashboard;
import org.guichet.dashboard.Dashboard.Kept;
import org.guichet.dashboard.Dashboard.Stopped;
import org.guichet.dashboard.Dashboard.Times;
import org.guichet.dashboard.DashboardFilter.Part;
import org.guichet.portal.shared.Words;
import org.guichet.servicelevel.Target;

/** The numbers above the charts. */
final class Figures {
  private static final Part EVER = new Part(null, null);

  private final Dashboard dashboard;
  private final QueueLinks links;
  private final Words words;
  private final Spans spans;

  Figures(Dashboard dashboard, QueueLinks links, Words words, Spans spans) {
    this.dashboard = dashboard;
    this.links = links;
    this.words = words;
    this.spans = spans;
  }

  /**
   * @param seesDeliveries whether the list of deliveries is open to the reader, and as wide as this
   */
  List<Figure> all(boolean seesDeliveries) {
    return List.of(
        many(
            "submitted",
            dashboard.totals().submitted(),
            change(dashboard.totals().submitted(), dashboard.before().submitted()),
            links.submitted(links.whole())),
        many(
            "solved",
            dashboard.totals().solved(),
            change(dashboard.totals().solved(), dashboard.before().solved()),
            links.solved(links.whole())),
        many("open", dashboard.open(), words.of("dashboard.now"), links.open(EVER)),
        urgent(
            "overdue",
            dashboard.overdue(),
            words.of("dashboard.waiting", dashboard.open()),
            links.overdue(EVER)),
        answer(),
        kept(),
        urgent(
            "stopped",
            dashboard.stopped().stream().mapToInt(Stopped::many).sum(),
            words.of("dashboard.now"),
            seesDeliveries ? links.deliveries("") : links.stopped()));
  }

  private Figure many(String key, int many, String note, String href) {
    return figure(key, Integer.toString(many), note, href, "");
  }

  private Figure urgent(String key, int many, String note, String href) {
    return figure(key, Integer.toString(many), note, href, many > 0 ? "bad" : "");
  }

  private Figure figure(String key, String value, String note, String href, String tone) {
    return new Figure(key, words.of("dashboard." + key), value, note, href, tone);
  }

  /** Compared with the period before: +12 %, 40 before. */
  private String change(int now, int before) {
    if (before == 0) {
      return words.of("dashboard.before", before);
    }
    long percent = Math.round(100.0 * (now - before) / before);
    String much =
        percent == 0
            ? words.of("dashboard.same")
            : words.of(percent > 0 ? "dashboard.more" : "dashboard.less", Math.abs(percent));
    return words.of("dashboard.change", much, before);
  }

  private Figure answer() {
    Times times = dashboard.answers().whole();
    return figure(
        "answer",
        spans.of(times.median()),
        times.many() == 0 ? "" : words.of("dashboard.p90", spans.of(times.p90())),
        times.many() == 0 ? "" : links.answered(links.whole()),
        "");
  }

  private Figure kept() {
    int kept = dashboard.promises().values().stream().mapToInt(Kept::kept).sum();
    int all = kept + dashboard.promises().values().stream().mapToInt(Kept::missed).sum();
    return figure(
        "kept",
        all == 0
            ? words.of("dashboard.nothing")
            : words.of("dashboard.percent", Math.round(100.0 * kept / all)),
        all == 0 ? "" : words.of("dashboard.kept.of", kept, all),
        all == 0 ? "" : links.promise(Target.RESOLUTION, false),
        "");
  }
}
