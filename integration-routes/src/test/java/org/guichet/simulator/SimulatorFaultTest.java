package org.guichet.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorFaultTest {
  private static final String TICKETS = "helpdesk/api/tickets";

  @TempDir Path data;
  private CompanySimulator simulator;
  private Caller caller;

  @BeforeEach
  void start() throws Exception {
    simulator = CompanySimulator.start(0, data, "http://localhost:9/hooks");
    caller = new Caller(simulator);
  }

  @AfterEach
  void stop() throws Exception {
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource({
    "429, 429, too many requests",
    "500, 500, internal error",
    "422, 422, vatId missing",
    "401, 401, credentials refused"
  })
  void anErrorComesInsteadOfTheRecord(String mode, int status, String words) throws Exception {
    caller.fault("helpdesk", mode);
    HttpResponse<String> answer = caller.create(TICKETS, "R-1");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(words);
    assertThat(answer.headers().firstValue("Retry-After").orElse(null))
        .isEqualTo(mode.equals("429") ? "7" : null);
    assertThat(caller.records("helpdesk")).isEmpty();

    caller.fault("helpdesk", "none");
    assertThat(caller.create(TICKETS, "R-1").statusCode()).isEqualTo(201);
  }

  @Test
  void badJsonLooksLikeSuccessAndIsNone() throws Exception {
    caller.fault("helpdesk", "bad-json");
    HttpResponse<String> answer = caller.create(TICKETS, "R-1");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThatThrownBy(() -> JsonText.parse(answer.body())).isInstanceOf(Refusal.class);
    assertThat(caller.records("helpdesk")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"down, 0", "reset, 1"})
  void theConnectionIsCutWithoutAnAnswer(String mode, int records) throws Exception {
    caller.fault("helpdesk", mode);
    assertThatThrownBy(() -> caller.create(TICKETS, "R-1")).isInstanceOf(IOException.class);
    assertThat(caller.records("helpdesk")).hasSize(records);
    assertThat(caller.get("helpdesk/_sim/calls").toString()).contains("\"status\":0");
  }

  @Test
  void slowDoesTheWorkAndAnswersLate() throws Exception {
    caller.fault("helpdesk", "slow");
    Instant start = Instant.now();
    assertThat(caller.create(TICKETS, "R-1").statusCode()).isEqualTo(201);
    assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(299));
  }

  @Test
  void aFaultIsOverWhenItsTimeIs() throws Exception {
    caller.sendAsStranger("POST", "helpdesk/_sim/fault", "{\"mode\":\"500\",\"seconds\":0}");
    assertThat(caller.create(TICKETS, "R-1").statusCode()).isEqualTo(201);
    assertThat(caller.get("helpdesk/_sim/fault").getString("mode")).isEqualTo("none");
  }

  @Test
  void theTokenPathFailsWithTheRest() throws Exception {
    caller.fault("crm", "500");
    assertThat(caller.token("cases")).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"helpdesk/_sim/records", "helpdesk/", "crm/api/cases"})
  void nothingElseIsSpoilt(String path) throws Exception {
    caller.fault("helpdesk", "500");
    assertThat(caller.send("GET", path, "").statusCode()).isEqualTo(200);
  }

  @Test
  void anUnknownFaultIsRefused() throws Exception {
    assertThat(caller.sendAsStranger("POST", "helpdesk/_sim/fault", "{\"mode\":\"tired\"}").body())
        .contains("out-of-order-webhook");
  }
}
