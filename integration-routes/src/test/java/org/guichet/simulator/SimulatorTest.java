package org.guichet.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorTest {
  private static final String NOWHERE = "http://localhost:9/hooks";
  private static final String REFERENCE = "R-2026-000001";

  @TempDir Path data;
  private CompanySimulator simulator;
  private Caller caller;

  @BeforeEach
  void start() throws Exception {
    simulator = CompanySimulator.start(0, data, NOWHERE);
    caller = new Caller(simulator);
  }

  @AfterEach
  void stop() throws Exception {
    simulator.close();
  }

  @ParameterizedTest
  @CsvSource({
    "crm/api/cases, C-20001, open, cases",
    "crm/api/payments, P-1, recorded, payments",
    "helpdesk/api/tickets, HD-1, new, tickets",
    "invoicing/api/invoices, I-1, draft, invoices",
    "storage/api/folders, F-1, open, folders"
  })
  void aRecordIsCreatedAndFoundByItsReference(String path, String id, String status, String plural)
      throws Exception {
    HttpResponse<String> created = caller.create(path, REFERENCE);
    assertThat(created.statusCode()).isEqualTo(201);
    JsonObject record = JsonText.parse(created.body());
    assertThat(record.getString("id")).isEqualTo(id);
    assertThat(record.getString("status")).isEqualTo(status);
    assertThat(record.getString("url")).startsWith("http://localhost:").endsWith(plural + "/" + id);

    caller.create(path, "R-2026-000002");
    assertThat(caller.get(path + "?reference=" + REFERENCE).getJsonArray(plural))
        .containsExactly(record);
    assertThat(caller.get(path + "/" + id)).isEqualTo(record);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crm/api/cases",
        "helpdesk/api/tickets",
        "invoicing/api/invoices",
        "storage/api/folders"
      })
  void aStrangerIsRefused(String path) throws Exception {
    String body = Caller.body(path, REFERENCE);
    assertThat(caller.sendAsStranger("POST", path, body).statusCode()).isEqualTo(401);
    assertThat(caller.records(path.substring(0, path.indexOf('/')))).isEmpty();
  }

  @Test
  void aTokenIsGoodForItsScopesOnly() throws Exception {
    String casesOnly = "Bearer " + caller.token("cases");
    AccessTokens tokens = new AccessTokens("guichet", "crm-secret");
    tokens.check(casesOnly, "cases");
    assertThat(refusal(() -> tokens.check(casesOnly, "payments"))).isEqualTo(403);
    assertThat(refusal(() -> tokens.check(casesOnly + "x", "cases"))).isEqualTo(401);
    AccessTokens others = new AccessTokens("guichet", "another secret");
    assertThat(refusal(() -> others.check(casesOnly, "cases"))).isEqualTo(401);
    assertThat(caller.token("everything")).isEqualTo("none");
  }

  @ParameterizedTest
  @ValueSource(strings = {"crm/api/cases", "crm/api/payments", "invoicing/api/invoices"})
  void anIdempotencyKeyMakesOneRecordUnderConcurrency(String path) throws Exception {
    List<HttpResponse<String>> answers =
        atOnce(8, () -> caller.create(path, REFERENCE, "Idempotency-Key", "k-1"));
    assertThat(answers).extracting(HttpResponse::statusCode).containsOnlyOnce(201).contains(200);
    assertThat(answers.stream().map(HttpResponse::body).collect(Collectors.toSet())).hasSize(1);
    assertThat(caller.get(path).toString()).containsOnlyOnce("\"id\"");

    HttpResponse<String> other = caller.create(path, "R-2026-000002", "Idempotency-Key", "k-1");
    assertThat(other.statusCode()).isEqualTo(422);
  }

  @ParameterizedTest
  @ValueSource(strings = {"helpdesk/api/tickets", "storage/api/folders"})
  void theOthersMakeASecondRecord(String path) throws Exception {
    caller.create(path, REFERENCE, "Idempotency-Key", "k-1");
    caller.create(path, REFERENCE, "Idempotency-Key", "k-1");
    assertThat(caller.records(path.substring(0, path.indexOf('/')))).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"title\":\"no reference\"}|422|reference missing",
        "{\"reference\":\"R-1\",\"title\":7}|422|title missing",
        "{\"reference\":|400|not a JSON object",
        "[]|400|not a JSON object"
      })
  void aBadBodyIsRefusedInWords(String body, int status, String words) throws Exception {
    HttpResponse<String> answer = caller.send("POST", "helpdesk/api/tickets", body);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(words);
    assertThat(caller.records("helpdesk")).isEmpty();
  }

  @Test
  void nobodyChoosesTheIdentifierOfARecord() throws Exception {
    String body = "{\"id\":\"HD-99\",\"kind\":\"case\",\"reference\":\"R-1\",\"title\":\"x\"}";
    caller.send("POST", "helpdesk/api/tickets", body);
    assertThat(caller.records("helpdesk").get(0).getString("id")).isEqualTo("HD-1");
  }

  @Test
  void anInvoiceGetsItsNumberWhenItIsIssued() throws Exception {
    caller.create("invoicing/api/invoices", REFERENCE);
    JsonObject draft = caller.records("invoicing").get(0);
    assertThat(draft.getJsonNumber("amount")).hasToString("72.50");
    assertThat(draft.isNull("number")).isTrue();

    JsonObject issued = caller.set("invoicing", "I-1", "issued");
    assertThat(issued.getString("number")).matches("20\\d\\d-101");
    assertThat(issued.getString("dueOn")).isNotEmpty();
    JsonObject paid = caller.set("invoicing", "I-1", "paid");
    assertThat(paid.getString("number")).isEqualTo(issued.getString("number"));
    assertThat(paid.getString("paidOn")).isNotEmpty();

    caller.create("invoicing/api/invoices", REFERENCE);
    assertThat(caller.set("invoicing", "I-2", "issued").getString("number")).endsWith("-102");
  }

  @Test
  void aStatusTheSystemDoesNotKnowIsRefused() throws Exception {
    caller.create("helpdesk/api/tickets", REFERENCE);
    assertThat(caller.set("helpdesk", "HD-1", "exploded").getString("error")).contains("in repair");
    assertThat(caller.set("helpdesk", "HD-9", "solved").getString("error"))
        .isEqualTo("there is no HD-9");
  }

  @Test
  void aFileIsStoredWhole() throws Exception {
    caller.create("storage/api/folders", REFERENCE);
    String path = "storage/api/folders/F-1/files/photo%20%C3%A9%2B1.jpg";
    String content = "x".repeat(200_000);
    assertThat(caller.send("PUT", path, content).statusCode()).isEqualTo(201);
    assertThat(caller.send("PUT", path, content).statusCode()).isEqualTo(200);

    JsonObject file = caller.records("storage").get(0).getJsonArray("files").getJsonObject(0);
    assertThat(file.getString("name")).isEqualTo("photo é+1.jpg");
    assertThat(file.getInt("size")).isEqualTo(200_000);
    assertThat(file.getString("sha256")).hasSize(64);
    assertThat(caller.send("GET", path.replace("/api/", "/"), "").body()).isEqualTo(content);
  }

  @Test
  void halfAFileIsNotStored() throws Exception {
    caller.create("storage/api/folders", REFERENCE);
    sendAndHangUp(
        "PUT /storage/api/folders/F-1/files/a.jpg HTTP/1.1\r\nHost: localhost\r\n"
            + "Authorization: Bearer storage-token\r\nContent-Length: 1000\r\n\r\nonly this");
    until(() -> caller.get("storage/_sim/calls").toString().contains("\"PUT\""));
    assertThat(caller.records("storage").get(0).getJsonArray("files")).isEmpty();
  }

  @Test
  void aRecordIsKeptThoughItsSenderDied() throws Exception {
    String body = Caller.body("invoicing/api/invoices", REFERENCE);
    sendAndHangUp(
        "POST /invoicing/api/invoices HTTP/1.1\r\nHost: localhost\r\nX-Api-Key: invoicing-key\r\n"
            + "Content-Length: "
            + body.length()
            + "\r\n\r\n"
            + body);
    until(() -> caller.records("invoicing").size() == 1);
  }

  @Test
  void changesComeOldestFirstAndFromTheTimeAskedFor() throws Exception {
    caller.create("storage/api/folders", "R-1");
    caller.create("storage/api/folders", "R-2");
    String since = caller.set("storage", "F-1", "archived").getString("changedAt");
    assertThat(caller.get("storage/api/changes").getJsonArray("changes"))
        .extracting(change -> change.asJsonObject().getString("id"))
        .containsExactly("F-2", "F-1");
    assertThat(caller.get("storage/api/changes?since=" + since).getJsonArray("changes"))
        .hasSize(1)
        .first()
        .extracting(change -> change.asJsonObject().getString("status"))
        .isEqualTo("archived");
    assertThat(caller.send("GET", "storage/api/changes?since=noon", "").statusCode())
        .isEqualTo(400);
  }

  @Test
  void aRestartForgetsNothing() throws Exception {
    caller.create("crm/api/cases", REFERENCE, "Idempotency-Key", "k-1");
    caller.set("crm", "C-20001", "qualified");
    List<JsonObject> before = caller.records("crm");
    simulator.close();
    Files.writeString(data.resolve("crm.journal"), "{\"record\":{\"id", StandardOpenOption.APPEND);
    start();

    assertThat(withoutUrl(caller.records("crm"))).isEqualTo(withoutUrl(before));
    assertThat(caller.create("crm/api/cases", REFERENCE, "Idempotency-Key", "k-1").statusCode())
        .isEqualTo(200);
    assertThat(caller.create("crm/api/cases", REFERENCE).body()).contains("C-20002");
  }

  @Test
  void aResetForgetsRecordsButNotNumbers() throws Exception {
    caller.create("helpdesk/api/tickets", REFERENCE);
    caller.fault("helpdesk", "500");
    caller.sendAsStranger("POST", "helpdesk/_sim/reset", "");
    assertThat(caller.records("helpdesk")).isEmpty();
    assertThat(caller.get("helpdesk/_sim/calls").getJsonArray("calls")).isEmpty();
    assertThat(caller.get("helpdesk/_sim/fault").getString("mode")).isEqualTo("none");
    assertThat(caller.create("helpdesk/api/tickets", REFERENCE).body()).contains("HD-2");
  }

  @Test
  void callsAreCounted() throws Exception {
    caller.create("invoicing/api/invoices", REFERENCE, "Idempotency-Key", "k-1");
    JsonObject call = caller.get("invoicing/_sim/calls").getJsonArray("calls").getJsonObject(0);
    assertThat(call.getString("method")).isEqualTo("POST");
    assertThat(call.getString("path")).isEqualTo("/invoicing/api/invoices");
    assertThat(call.getInt("status")).isEqualTo(201);
    assertThat(call.getString("idempotencyKey")).isEqualTo("k-1");
  }

  private void sendAndHangUp(String request) throws Exception {
    try (Socket socket = new Socket("127.0.0.1", caller.address("crm/").getPort())) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
    }
  }

  private static int refusal(Runnable work) {
    try {
      work.run();
      return 0;
    } catch (Refusal refusal) {
      return refusal.status();
    }
  }

  private static Set<JsonObject> withoutUrl(List<JsonObject> records) {
    return records.stream()
        .map(record -> JsonText.object(record).remove("url").build())
        .collect(Collectors.toSet());
  }

  private static <T> List<T> atOnce(int times, Callable<T> work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(times);
    try {
      List<Callable<T>> all = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        all.add(work);
      }
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(all)) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(10));
    while (!condition.call()) {
      assertThat(Instant.now()).as("waited long enough").isBefore(deadline);
    }
  }
}
