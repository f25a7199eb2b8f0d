package org.guichet.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaffPagesTest {
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
    "crm/api/cases, crm/cases/C-20001, qualified, Close",
    "helpdesk/api/tickets, helpdesk/tickets/HD-1, in repair, Solved",
    "invoicing/api/invoices, invoicing/invoices/I-1, issued, Mark as paid",
    "storage/api/folders, storage/folders/F-1, archived, Reopen"
  })
  void staffWorkOnARecord(String api, String page, String status, String nextButton)
      throws Exception {
    caller.create(api, "R-1");
    String list = page.substring(0, page.indexOf('/') + 1);
    assertThat(caller.send("GET", list, "").body()).contains("href=\"/" + page + "\"");

    HttpResponse<String> clicked =
        caller.sendAsStranger("POST", page, "amount=85.00&status=" + status.replace(' ', '+'));
    assertThat(clicked.statusCode()).isEqualTo(303);
    assertThat(clicked.headers().firstValue("Location")).contains("/" + page);
    assertThat(caller.send("GET", page, "").body())
        .contains(">" + status + "</span>")
        .contains(">" + nextButton + "</button>");
  }

  @Test
  void whatOthersWroteIsShownAsText() throws Exception {
    String nasty = "<script>alert(1)</script>";
    caller.send(
        "POST",
        "helpdesk/api/tickets",
        "{\"reference\":\"R-1\",\"title\":\"%s\",\"%1$s\":\"%1$s\",\"who\":{\"%1$s\":\"%1$s\"}}"
            .formatted(nasty));
    caller.create("storage/api/folders", "R-1");
    caller.send("PUT", "storage/api/folders/F-1/files/%3Cscript%3E%22.jpg", "x");
    for (String page : new String[] {"helpdesk/", "helpdesk/tickets/HD-1", "storage/folders/F-1"}) {
      assertThat(caller.send("GET", page, "").body())
          .contains("&lt;script&gt;")
          .doesNotContain("<script");
    }
  }

  @Test
  void aKnobIsTurned() throws Exception {
    HttpResponse<String> turned =
        caller.sendAsStranger("POST", "crm/knobs", "mode=429&seconds=30&retryAfter=9&delay=5");
    assertThat(turned.statusCode()).isEqualTo(303);
    assertThat(caller.get("crm/_sim/fault").getInt("retryAfter")).isEqualTo(9);
    assertThat(caller.send("GET", "crm/knobs", "").body()).contains("Misbehaves for another");
  }

  @ParameterizedTest
  @CsvSource({
    "helpdesk/tickets/HD-9, 404",
    "helpdesk/nothing/HD-9, 404",
    "storage/folders/F-1/files/x, 404"
  })
  void aWrongAddressIsAnsweredInWords(String page, int status) throws Exception {
    HttpResponse<String> answer = caller.send("GET", page, "");
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains("That did not work");
  }
}
