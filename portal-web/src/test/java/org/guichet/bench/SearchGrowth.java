package org.guichet.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.guichet.access.Viewer;
import org.guichet.request.RequestFilter;
import org.guichet.request.RequestFilter.Scope;
import org.guichet.request.RequestSearch;
import org.jdbi.v3.core.Jdbi;

/** The same searches in a database with a tenth of the requests, in turns. */
final class SearchGrowth {
  private static final int ROUNDS = 60;
  private static final int PAGE = 25;

  private final Jdbi large;
  private final Jdbi small;
  private final Map<String, String> texts = new LinkedHashMap<>();

  SearchGrowth(BenchDatabase database, int requests) throws Exception {
    large = database.jdbi();
    small = database.smaller(requests / 10);
    texts.put("a frequent word", "cable");
    texts.put("two words", "hinge thinkpad");
    texts.put("a beginning", "impri");
    texts.put("three words, rarely together", "plotter goodwill thursday");
    texts.put("an own number", "R-" + java.time.Year.now() + "-000123");
    texts.put("a system's number", "HD-100123");
    texts.put("a typo", "imprimnate");
    texts.put("nothing", "zzyzx");
  }

  static String header() {
    return "| who searches for | a tenth, median | p99 | all, median | p99 | all to a tenth (wanted 2) |\n|---|---|---|---|---|---|";
  }

  List<String> rows() {
    List<String> rows = new ArrayList<>();
    for (String who : List.of("sofia", "julien")) {
      texts.forEach((what, text) -> rows.add(row(who, what, text)));
    }
    return rows;
  }

  private String row(String who, String what, String text) {
    List<Double> few = new ArrayList<>();
    List<Double> many = new ArrayList<>();
    Viewer inSmall = BenchDatabase.viewer(small, who);
    Viewer inLarge = BenchDatabase.viewer(large, who);
    small.useHandle(
        smallHandle ->
            large.useHandle(
                largeHandle -> {
                  for (int round = -10; round < ROUNDS; round++) {
                    double one = millis(small, inSmall, text);
                    double other = millis(large, inLarge, text);
                    if (round >= 0) {
                      few.add(one);
                      many.add(other);
                    }
                  }
                }));
    return String.format(
        Locale.ROOT,
        "| %s: %s | %.1f | %.1f | %.1f | %.1f | %.2f |",
        who,
        what,
        Series.median(few),
        last(few),
        Series.median(many),
        last(many),
        Series.median(many) / Series.median(few));
  }

  private static double last(List<Double> values) {
    return values.stream().sorted().toList().get((int) Math.ceil(values.size() * 0.99) - 1);
  }

  private static double millis(Jdbi jdbi, Viewer viewer, String text) {
    long begin = System.nanoTime();
    new RequestSearch(jdbi).find(viewer, RequestFilter.of(Scope.VISIBLE, false), text, PAGE);
    return (System.nanoTime() - begin) / 1e6;
  }
}
