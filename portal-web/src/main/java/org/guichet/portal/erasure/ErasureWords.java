package org.guichet.portal.erasure;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.guichet.erasure.ErasureReport;
import org.guichet.erasure.ErasureReport.Gone;
import org.guichet.erasure.ErasureReport.Kept;
import org.guichet.erasure.ErasureReport.RecordElsewhere;
import org.guichet.erasure.Obstacle;
import org.guichet.portal.access.AccountPages;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;

/** How an erasure reads: why not, what goes, what stays, what is elsewhere. */
@Named
@RequestScoped
public class ErasureWords {
  /** Records of one system that are named; the rest is counted. */
  private static final int MOST_NAMED = 50;

  @Inject Words words;
  @Inject Reader reader;
  @Inject AccountPages accountPages;

  /**
   * What one system holds.
   *
   * @param more how many records are not named
   */
  public record Holder(String name, List<RecordElsewhere> records, int more) {}

  public String obstacle(Obstacle obstacle) {
    return words.of("erasures.why." + obstacle.why(), obstacle.count());
  }

  /** What goes, each as one sentence; what there is none of is left out. */
  public List<String> gone(ErasureReport report) {
    return Arrays.stream(Gone.values())
        .filter(what -> report.erased().getOrDefault(what, 0) > 0)
        .map(what -> words.of("erasures.gone." + what, report.erased().get(what)))
        .toList();
  }

  /** What stays, likewise. */
  public List<String> kept(ErasureReport report) {
    return Arrays.stream(Kept.values())
        .filter(what -> report.kept().getOrDefault(what, 0) > 0)
        .map(what -> words.of("erasures.kept." + what, report.kept().get(what)))
        .toList();
  }

  /** What the company's systems hold, in their order. */
  public List<Holder> elsewhere(ErasureReport report) {
    Map<String, List<RecordElsewhere>> bySystem = new LinkedHashMap<>();
    for (RecordElsewhere record : report.elsewhere()) {
      bySystem
          .computeIfAbsent(record.systemNames().in(reader.getLocale()), name -> new ArrayList<>())
          .add(record);
    }
    return bySystem.entrySet().stream()
        .map(
            system ->
                new Holder(
                    system.getKey(),
                    system.getValue().stream().limit(MOST_NAMED).toList(),
                    Math.max(0, system.getValue().size() - MOST_NAMED)))
        .toList();
  }

  /** Where Keycloak's administrators remove his account. */
  public String account(ErasureReport report) {
    return accountPages.administration(report.issuer(), report.subject());
  }
}
