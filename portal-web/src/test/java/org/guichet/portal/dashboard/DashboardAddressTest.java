package org.guichet.portal.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashboardAddressTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-12-01");

  private static DashboardAddress read(String query) {
    Map<String, String> values = new HashMap<>();
    for (String part : query.split("&")) {
      values.put(part.replaceFirst("=.*", ""), part.replaceFirst("[^=]*=?", ""));
    }
    return DashboardAddress.read(values::get, TODAY, ZoneId.of("Europe/Paris"));
  }

  @Test
  void withoutAnythingItIsTheLastThirtyDays() {
    assertThat(read("").filter().from()).isEqualTo("2026-11-02");
    assertThat(read("").filter().to()).isEqualTo(TODAY);
    assertThat(read("").query()).isEqualTo("period=30");
  }

  @Test
  void whatIsShownIsReadAgainFromItsAddress() {
    UUID team = UUID.randomUUID();
    for (String query :
        new String[] {"period=7", "period=365&team=" + team, "from=2026-01-01&to=2026-02-01"}) {
      DashboardAddress address = read(query);
      assertThat(address.query()).isEqualTo(query);
      assertThat(read(address.query())).isEqualTo(address);
    }
    assertThat(read("from=2026-01-01&team=" + team).back(90)).isEqualTo("period=90&team=" + team);
  }

  @Test
  void oneDayAloneIsAPeriod() {
    assertThat(read("from=2026-11-01").filter().to()).isEqualTo(TODAY);
    assertThat(read("to=2026-11-01").filter().from()).isEqualTo("2026-11-01");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "from=2026-12-02&to=2026-12-01",
        "from=2020-01-01&to=2026-12-01",
        "from=yesterday",
        "to=2026-02-30"
      })
  void whatMakesNoPeriodIsSaidAndKept(String query) {
    DashboardAddress address = read(query);
    assertThat(address.fault()).isTrue();
    assertThat(query).contains(address.from()).contains(address.to());
    assertThat(address.filter().days()).isEqualTo(30);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"period=31", "period=x", "team=workshop", "period=", "from=<b>-------------"})
  void whatMakesNoSenseIsAsIfItWereNotThere(String query) {
    assertThat(read(query)).isEqualTo(read(""));
  }
}
