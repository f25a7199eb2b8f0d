package org.guichet.portal.dashboard;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A chart as it is drawn, written as a table, and saved.
 *
 * @param key its name in addresses and texts
 * @param note what is counted
 * @param head what the labels are
 * @param labels along the axis
 */
public record Chart(
    String key,
    String title,
    String note,
    String head,
    Kind kind,
    List<String> labels,
    List<Series> series)
    implements Serializable {

  /** How it is drawn. */
  public enum Kind {
    COLUMNS,
    /** Lying, one series behind the other. */
    BARS,
    LINES
  }

  /**
   * Points of one colour.
   *
   * @param tone number of the colour in the look, see --c-chart-1
   */
  public record Series(String name, int tone, List<Point> points) implements Serializable {}

  /**
   * One figure.
   *
   * @param value as high as it is drawn; null for a gap
   * @param text as it is read
   * @param href the list behind it; empty when there is none
   */
  public record Point(Double value, String text, String href) implements Serializable {
    static Point of(int many, String href) {
      return new Point((double) many, Integer.toString(many), many == 0 ? "" : href);
    }
  }

  /** Whether there is nothing to draw. */
  public boolean isEmpty() {
    return series.stream()
        .flatMap(one -> one.points().stream())
        .map(Point::value)
        .filter(Objects::nonNull)
        .allMatch(value -> value == 0);
  }

  /** A line of the table. */
  public record Row(String label, List<Point> points) {}

  /** The same as a table, label by label. */
  public List<Row> rows() {
    return IntStream.range(0, labels.size())
        .mapToObj(
            place ->
                new Row(
                    labels.get(place),
                    series.stream().map(one -> one.points().get(place)).toList()))
        .toList();
  }
}
