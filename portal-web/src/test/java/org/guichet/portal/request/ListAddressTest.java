package org.guichet.portal.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.guichet.request.RequestFilter;
import org.guichet.request.RequestFilter.Order;
import org.guichet.request.RequestFilter.Progress;
import org.guichet.request.RequestFilter.Scope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListAddressTest {
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private static ListAddress read(String query) {
    Map<String, String> parameters =
        Arrays.stream(query.split("&"))
            .map(part -> part.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair.length > 1 ? pair[1] : ""));
    return ListAddress.read(parameters::get);
  }

  @ParameterizedTest
  @CsvSource({
    "'', whose=mine&show=open",
    "q=toner, whose=everything&show=all&q=toner",
    "whose=organization&show=done&sort=oldest, whose=organization&show=done&sort=oldest",
    "from=2026-01-01&to=2026-03-31&type=device-repair, whose=mine&show=open&type=device-repair&from=2026-01-01&to=2026-03-31",
    "q=toner&whose=mine&show=open, whose=mine&show=open&q=toner",
    "whose=theirs&show=x&type=<b>&from=today&sort=up, whose=mine&show=open",
    "whose=followed, whose=followed&show=open",
    "q=a&show=&whose=, whose=everything&show=all&q=a"
  })
  void whatMakesNoSenseIsAsIfItWereNotThere(String typed, String meant) {
    assertThat(read(typed).query()).isEqualTo(meant);
  }

  @Test
  void theTextStandsEncodedInTheAddress() {
    assertThat(read("q=é&x").withShow("open").query()).endsWith("&q=%C3%A9");
    assertThat(ListAddress.read(name -> name.equals("q") ? "a&b=c #" : null).query())
        .endsWith("&q=a%26b%3Dc+%23");
  }

  @Test
  void daysAreThoseOfTheReaderAndTheLastOneBelongsToThePeriod() {
    RequestFilter filter = read("from=2026-03-01&to=2026-03-31&whose=organization").filter(PARIS);

    assertThat(filter)
        .isEqualTo(
            new RequestFilter(
                Scope.ORGANIZATION,
                Progress.OPEN,
                null,
                Instant.parse("2026-02-28T23:00:00Z"),
                Instant.parse("2026-03-31T22:00:00Z"),
                Order.CHANGED,
                null));
  }
}
