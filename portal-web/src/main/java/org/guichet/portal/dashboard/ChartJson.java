package org.guichet.portal.dashboard;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.guichet.portal.dashboard.Chart.Kind;
import org.guichet.portal.dashboard.Chart.Point;
import org.guichet.portal.dashboard.Chart.Series;

/**
 * A chart as Chart.js wants it. Colours, motion and clicks are added in the browser (charts.js),
 * which knows the reader's look. It stands in a script of the page, therefore no tag may begin in
 * it.
 */
final class ChartJson {
  private ChartJson() {}

  static String of(Chart chart) {
    return Json.createObjectBuilder()
        .add("type", chart.kind() == Kind.LINES ? "line" : "bar")
        .add("data", data(chart))
        .add("options", options(chart))
        .build()
        .toString()
        .replace("<", "\\u003c")
        .replace("\u2028", "\\u2028")
        .replace("\u2029", "\\u2029");
  }

  private static JsonObjectBuilder data(Chart chart) {
    JsonArrayBuilder sets = Json.createArrayBuilder();
    chart.series().forEach(series -> sets.add(set(series)));
    return Json.createObjectBuilder()
        .add("labels", Json.createArrayBuilder(chart.labels()))
        .add("datasets", sets);
  }

  private static JsonObjectBuilder set(Series series) {
    JsonArrayBuilder values = Json.createArrayBuilder();
    for (Point point : series.points()) {
      if (point.value() == null) {
        values.addNull();
      } else {
        values.add(point.value());
      }
    }
    return Json.createObjectBuilder()
        .add("label", series.name())
        .add("tone", series.tone())
        .add("data", values)
        .add("texts", texts(series.points().stream().map(Point::text).toList()))
        .add("hrefs", texts(series.points().stream().map(Point::href).toList()));
  }

  private static JsonArrayBuilder texts(List<String> texts) {
    return Json.createArrayBuilder(texts);
  }

  private static JsonObjectBuilder options(Chart chart) {
    boolean bars = chart.kind() == Kind.BARS;
    return Json.createObjectBuilder()
        .add("indexAxis", bars ? "y" : "x")
        .add("maintainAspectRatio", false)
        .add(
            "scales",
            Json.createObjectBuilder().add("x", axis(bars, bars)).add("y", axis(!bars, bars)))
        .add(
            "plugins",
            Json.createObjectBuilder()
                .add(
                    "legend",
                    Json.createObjectBuilder()
                        .add("display", chart.series().size() > 1)
                        .add("position", "bottom")));
  }

  private static JsonObjectBuilder axis(boolean values, boolean stacked) {
    JsonObjectBuilder axis =
        Json.createObjectBuilder()
            .add("stacked", stacked)
            .add("grid", Json.createObjectBuilder().add("display", values));
    return values
        ? axis.add("beginAtZero", true)
            .add("ticks", Json.createObjectBuilder().add("precision", 0).add("maxTicksLimit", 6))
        : axis.add(
            "ticks", Json.createObjectBuilder().add("maxRotation", 0).add("autoSkipPadding", 12));
  }
}
