package org.guichet.portal.dashboard;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.guichet.dashboard.DashboardFilter.Part;
import org.guichet.dashboard.Step;
import org.guichet.portal.dashboard.Chart.Kind;
import org.guichet.portal.dashboard.Chart.Point;
import org.guichet.portal.dashboard.Chart.Series;
import org.guichet.portal.request.Statuses;
import org.guichet.portal.shared.Words;
import org.guichet.request.RequestStatus;
import org.guichet.shared.LocalizedText;

/** The words of charts, in the reader's language. */
final class ChartWords {
  private final Words words;
  private final Statuses statuses;
  private final Spans spans;
  private final Locale locale;
  private final Step step;

  ChartWords(Words words, Statuses statuses, Spans spans, Locale locale, Step step) {
    this.words = words;
    this.statuses = statuses;
    this.spans = spans;
    this.locale = locale;
    this.step = step;
  }

  Step step() {
    return step;
  }

  String of(String key) {
    return words.of(key);
  }

  String name(String names) {
    return LocalizedText.parse(names).in(locale);
  }

  String status(RequestStatus status) {
    return statuses.word(status, "staff");
  }

  String span(Duration time) {
    return spans.of(time);
  }

  /** A part of the period: 18 Nov; Week of 16 Nov; Nov 2026. */
  List<String> parts(List<Part> parts) {
    return parts.stream().map(Part::from).map(this::part).toList();
  }

  private String part(LocalDate first) {
    String pattern = of(step == Step.MONTH ? "chart.month.pattern" : "chart.day.pattern");
    return DateTimeFormatter.ofPattern(pattern, locale).format(first);
  }

  Chart chart(String key, Kind kind, List<String> labels, Series... series) {
    return chart(key, of("chart." + key + ".note"), kind, labels, series);
  }

  Chart chart(String key, String note, Kind kind, List<String> labels, Series... series) {
    return new Chart(
        key, of("chart." + key), note, of("chart.head." + key), kind, labels, List.of(series));
  }

  <T> Series series(String name, int tone, List<T> all, Function<T, Point> point) {
    return new Series(of(name), tone, all.stream().map(point).toList());
  }
}
