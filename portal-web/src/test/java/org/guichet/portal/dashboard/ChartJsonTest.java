package org.guichet.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.Arrays;
import java.util.List;
import org.guichet.portal.dashboard.Chart.Kind;
import org.guichet.portal.dashboard.Chart.Point;
import org.guichet.portal.dashboard.Chart.Series;
import org.junit.jupiter.api.Test;

class ChartJsonTest {

  private static Chart chart(Kind kind, String label, Point... points) {
    return new Chart(
        "volume",
        "Title",
        "Note",
        "Head",
        kind,
        List.of(label),
        Arrays.stream(points).map(point -> new Series("S", 2, List.of(point))).toList());
  }

  private static JsonObject json(Chart chart) {
    return Json.createReader(new StringReader(ChartJson.of(chart))).readObject();
  }

  @Test
  void noTagBeginsInIt() {
    Chart chart = chart(Kind.BARS, "</script><b>\u2028", Point.of(3, "/queue"));
    assertThat(ChartJson.of(chart)).doesNotContain("<", "\u2028");
    assertThat(json(chart).getJsonObject("data").getJsonArray("labels").getString(0))
        .isEqualTo("</script><b>\u2028");
  }

  @Test
  void aPointKeepsItsTextAndItsList() {
    JsonObject set =
        json(chart(Kind.LINES, "a", new Point(1.5, "1 h 30", "/queue?q")))
            .getJsonObject("data")
            .getJsonArray("datasets")
            .getJsonObject(0);
    assertThat(set.getJsonArray("data").getJsonNumber(0).doubleValue()).isEqualTo(1.5);
    assertThat(set.getJsonArray("texts").getString(0)).isEqualTo("1 h 30");
    assertThat(set.getJsonArray("hrefs").getString(0)).isEqualTo("/queue?q");
    assertThat(set.getInt("tone")).isEqualTo(2);
  }

  @Test
  void barsLieColumnsStandAndOneSeriesNeedsNoLegend() {
    JsonObject bars = json(chart(Kind.BARS, "a", Point.of(1, ""))).getJsonObject("options");
    assertThat(bars.getString("indexAxis")).isEqualTo("y");
    assertThat(bars.getJsonObject("plugins").getJsonObject("legend").getBoolean("display"))
        .isFalse();
    JsonObject columns =
        json(chart(Kind.COLUMNS, "a", Point.of(1, ""), Point.of(2, ""))).getJsonObject("options");
    assertThat(columns.getString("indexAxis")).isEqualTo("x");
    assertThat(columns.getJsonObject("plugins").getJsonObject("legend").getBoolean("display"))
        .isTrue();
  }

  @Test
  void aGapIsNoZero() {
    Chart gap = chart(Kind.LINES, "a", new Point(null, "–", ""));
    assertThat(ChartJson.of(gap)).contains("\"data\":[null]");
    assertThat(gap.isEmpty()).isTrue();
    assertThat(chart(Kind.BARS, "a", Point.of(0, "/queue")).isEmpty()).isTrue();
    assertThat(Point.of(0, "/queue").href()).as("an empty list is no place to go").isEmpty();
  }
}
