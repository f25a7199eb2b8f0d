package org.guichet.integration.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.guichet.integration.connector.CallFailed.Reason;
import org.guichet.shared.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each verb of each company Kamelet against the simulator, and each of its bad days. */
class CompanyKameletsIT {
  private static final String REFERENCE = "R-2026-000001";
  private static final Map<String, String> CREATE =
      Map.of(
          "crm",
              "{\"kind\": \"case\", \"reference\": \"" + REFERENCE + "\", \"subject\": \"Laptop\"}",
          "helpdesk",
              "{\"reference\": \""
                  + REFERENCE
                  + "\", \"title\": \"Laptop\", \"body\": \"Flickers\"}",
          "invoicing", "{\"reference\": \"" + REFERENCE + "\", \"lines\": []}",
          "storage", "{\"reference\": \"" + REFERENCE + "\", \"title\": \"Laptop\"}");

  @TempDir Path data;
  private CompanySystems systems;

  @BeforeEach
  void start() throws Exception {
    systems = CompanySystems.start(data);
  }

  @AfterEach
  void stop() throws Exception {
    systems.close();
  }

  private static Envelope first() {
    return new Envelope("key-1", false, Envelope.newTraceId());
  }

  private static Envelope repeat() {
    return new Envelope("key-1", true, Envelope.newTraceId());
  }

  private JsonObject deliver(String system, Envelope envelope) throws CallFailed {
    return JsonText.object(
        systems.open(system).call(Verb.DELIVER, CREATE.get(system), envelope).body());
  }

  private static JsonObject read(Connection connection, Verb verb, String body) throws CallFailed {
    return JsonText.object(connection.call(verb, body, Envelope.reading()).body());
  }

  private CallFailed failure(String system) {
    return catchThrowableOfType(CallFailed.class, () -> deliver(system, first()));
  }

  @ParameterizedTest
  @CsvSource({
    "crm, C-20001, open",
    "helpdesk, HD-1, new",
    "invoicing, I-1, draft",
    "storage, F-1, open"
  })
  void createsFindsAndReadsARecord(String system, String id, String status) throws Exception {
    Connection connection = systems.open(system);
    JsonObject receipt = deliver(system, first());

    assertThat(receipt.getString("externalId")).isEqualTo(id);
    assertThat(receipt.getString("externalStatus")).isEqualTo(status);
    assertThat(receipt.getString("externalUrl")).startsWith(systems.url(system)).endsWith(id);
    assertThat(read(connection, Verb.FIND, "{\"reference\": \"" + REFERENCE + "\"}"))
        .isEqualTo(receipt);
    assertThat(read(connection, Verb.STATUS, "{\"externalId\": \"" + id + "\"}"))
        .isEqualTo(receipt);
    JsonObject whole = read(connection, Verb.READ, "{\"externalId\": \"" + id + "\"}");
    JsonObject record = system.equals("storage") ? whole : whole.getJsonObject("data");
    assertThat(record.getString("id")).isEqualTo(id);
    assertThat(record.getString("status")).isEqualTo(status);
    assertThat(connection.call(Verb.PROBE, "{}", Envelope.reading()).httpStatus()).isEqualTo(200);
  }

  @Test
  void theCrmIsAskedForTheDevicesOfOneCustomer() throws Exception {
    String asked = "{\"customer\": \"cabinet-moreau\", \"search\": \"ETAGE & b\", \"limit\": 20}";
    assertThat(systems.open("crm").call(Verb.LOOKUP, asked, Envelope.reading()).body())
        .as("nothing has all these words")
        .isEqualToIgnoringWhitespace("[]");
    assertThat(
            systems
                .open("crm")
                .call(Verb.LOOKUP, asked.replace(" &", ""), Envelope.reading())
                .body())
        .isEqualToIgnoringWhitespace(
            "[{\"value\":\"D-1130\",\"label\":\"Imprimante Brother HL-L8260 de l’étage – E78283K2N\"}]");
    assertThat(
            systems
                .open("crm")
                .call(
                    Verb.LOOKUP,
                    asked.replace("cabinet-moreau", "atelier-nord"),
                    Envelope.reading())
                .body())
        .isEqualToIgnoringWhitespace("[]");
  }

  private JsonObject tell(String change) throws CallFailed {
    return JsonText.object(systems.open("helpdesk").call(Verb.DELIVER, change, repeat()).body());
  }

  @Test
  void aTicketIsKeptUpToDate() throws Exception {
    deliver("helpdesk", first());
    String note =
        "{\"kind\": \"note\", \"ticket\": \"HD-1\", \"reference\": \"message 7\","
            + " \"author\": \"Camille\", \"text\": \"Écran\", \"files\": [\"a b.png\"]}";

    JsonObject receipt = tell(note);
    assertThat(receipt.keySet())
        .as("no status: the request may be further already")
        .containsExactlyInAnyOrder("externalId", "externalUrl");
    assertThat(receipt.getString("externalId")).isEqualTo("HD-1");
    tell(note);
    tell("{\"kind\": \"status\", \"ticket\": \"HD-1\", \"status\": \"cancelled\"}");
    tell("{\"kind\": \"priority\", \"ticket\": \"HD-1\", \"priority\": \"urgent\"}");
    tell("{\"kind\": \"assignee\", \"ticket\": \"HD-1\", \"assignee\": \"Tom Becker\"}");

    assertThat(systems.records("helpdesk")).hasSize(1);
    JsonObject ticket = systems.records("helpdesk").get(0);
    assertThat(ticket.getJsonArray("notes")).as("sent twice").hasSize(1);
    assertThat(ticket.getJsonArray("notes").getJsonObject(0).getString("text")).isEqualTo("Écran");
    assertThat(ticket.getString("status")).isEqualTo("cancelled");
    assertThat(ticket.getString("priority")).isEqualTo("urgent");
    assertThat(ticket.getString("assignee")).isEqualTo("Tom Becker");
  }

  @Test
  void whatComesBeforeTheTicketIsRefusedInWords() {
    CallFailed failure =
        catchThrowableOfType(
            CallFailed.class, () -> tell("{\"kind\": \"status\", \"ticket\": null}"));

    assertThat(failure.reason()).isEqualTo(Reason.DECLINED);
    assertThat(failure.answer()).contains("The request has no ticket yet.");
  }

  @Test
  void filesThatComeLaterGoIntoTheFolderThatIsThere() throws Exception {
    String folder = deliver("storage", first()).getString("externalId");
    String id = systems.file(() -> new ByteArrayInputStream("later".getBytes(UTF_8)));
    String receipt =
        systems
            .open("storage")
            .call(
                Verb.DELIVER,
                "{\"folder\": \""
                    + folder
                    + "\", \"reference\": \""
                    + REFERENCE
                    + "\", \"files\": [{\"id\": \""
                    + id
                    + "\", \"name\": \"b.txt\", \"mediaType\": \"text/plain\"}]}",
                first())
            .body();

    assertThat(JsonText.object(receipt).getString("externalId")).isEqualTo(folder);
    assertThat(systems.records("storage")).hasSize(1);
    assertThat(
            systems
                .records("storage")
                .get(0)
                .getJsonArray("files")
                .getJsonObject(0)
                .getString("name"))
        .isEqualTo("b.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"crm", "helpdesk", "invoicing", "storage"})
  void findsNothingUnderAnUnknownReferenceHoweverItIsWritten(String system) throws Exception {
    deliver(system, first());
    String odd = "{\"reference\": \"R-1 & reference=" + REFERENCE + " ?/#é😀 ${body}\"}";

    assertThat(read(systems.open(system), Verb.FIND, odd)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"crm", "helpdesk", "invoicing", "storage"})
  void sendsKeyAndTraceAndNothingOfOurs(String system) throws Exception {
    deliver(system, first());

    JsonObject call =
        systems.calls(system).stream()
            .filter(
                c -> c.getString("method").equals("POST") && !c.getString("path").contains("token"))
            .findFirst()
            .orElseThrow();
    assertThat(call.getString("idempotencyKey")).isEqualTo("key-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"crm", "invoicing", "storage"})
  void aRepeatDoesNotDouble(String system) throws Exception {
    JsonObject receipt = deliver(system, first());

    assertThat(deliver(system, repeat())).isEqualTo(receipt);
    assertThat(systems.records(system)).hasSize(1);
  }

  @Test
  void theKameletOfTheDocumentationWorksUnchanged() throws Exception {
    Connection connection = systems.open("invoicing", Kamelet.parse(DocumentedKamelet.yaml()));
    JsonObject receipt =
        JsonText.object(connection.call(Verb.DELIVER, CREATE.get("invoicing"), first()).body());

    assertThat(receipt.getString("externalId")).isEqualTo("I-1");
    assertThat(read(connection, Verb.FIND, "{\"reference\": \"" + REFERENCE + "\"}"))
        .isEqualTo(receipt);
    assertThat(read(connection, Verb.FIND, "{\"reference\": \"R-2\"}")).isEmpty();
    assertThat(read(connection, Verb.STATUS, "{\"externalId\": \"I-1\"}")).isEqualTo(receipt);
    assertThat(read(connection, Verb.PROBE, "{}")).isEmpty();
  }

  @Test
  void theCrmTakesPaymentsToo() throws Exception {
    String payment =
        "{\"kind\": \"payment\", \"reference\": \"R-1\", \"amount\": 85.5, \"currency\": \"EUR\"}";
    JsonObject receipt =
        JsonText.object(systems.open("crm").call(Verb.DELIVER, payment, first()).body());

    assertThat(receipt.getString("externalId")).isEqualTo("P-1");
    assertThat(receipt.getString("externalStatus")).isEqualTo("recorded");
  }

  private String withFiles() {
    String first = systems.file(() -> new ByteArrayInputStream("one".getBytes(UTF_8)));
    String second = systems.file(() -> new ByteArrayInputStream("two".getBytes(UTF_8)));
    return "{\"reference\": \"R-1\", \"title\": \"Laptop\", \"files\": ["
        + "{\"id\": \""
        + first
        + "\", \"name\": \"écran & clavier 100%.jpg\", \"mediaType\": \"image/jpeg\"},"
        + "{\"id\": \""
        + second
        + "\", \"name\": \"${body}.png\", \"mediaType\": \"image/png\"}]}";
  }

  @Test
  void theStorageGetsTheFilesByReference() throws Exception {
    systems.open("storage").call(Verb.DELIVER, withFiles(), first());

    JsonObject folder = systems.records("storage").get(0);
    assertThat(folder.getJsonArray("files").getValuesAs(JsonObject.class))
        .extracting(file -> file.getString("name") + " " + file.getInt("size"))
        .containsExactlyInAnyOrder("écran & clavier 100%.jpg 3", "${body}.png 3");
  }

  @Test
  void aFolderWithoutItsFilesIsCompletedByTheRepeat() throws Exception {
    deliver("storage", first());
    String body = withFiles().replace("R-1", REFERENCE);

    systems.open("storage").call(Verb.DELIVER, body, repeat());

    assertThat(systems.records("storage")).hasSize(1);
    assertThat(systems.records("storage").get(0).getJsonArray("files")).hasSize(2);
  }

  @Test
  void theStorageTellsItsChangesOldestFirst() throws Exception {
    deliver("storage", first());
    systems.post("storage/_sim/records/F-1", "{\"status\": \"archived\"}");

    String since = "{\"since\": \"" + Instant.now().minusSeconds(60) + "\"}";
    String changes = systems.open("storage").call(Verb.CHANGES, since, Envelope.reading()).body();

    assertThat(changes).contains("\"F-1@2").contains("\"archived\"");
    assertThat(
            systems
                .open("storage")
                .call(Verb.CHANGES, "{\"since\": \"2999-01-01T00:00:00Z\"}", Envelope.reading())
                .body())
        .isEqualToIgnoringWhitespace("[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"crm", "helpdesk", "invoicing", "storage"})
  void a429IsReportedAfterOneCallWithItsWait(String system) throws Exception {
    systems.fault(system, "429");
    CallFailed failure = failure(system);

    assertThat(failure.httpStatus()).isEqualTo(429);
    if (!system.equals("crm")) { // its token endpoint is asked first, and gives no wait
      assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(7));
    }
    assertThat(systems.calls(system)).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "500, REFUSED, 500",
    "422, REFUSED, 422",
    "401, REFUSED, 401",
    "bad-json, NOT_JSON,",
    "reset, BROKEN_OFF,",
    "down, BROKEN_OFF,"
  })
  void saysWhyItFailed(String mode, Reason reason, Integer status) throws Exception {
    for (String system : List.of("crm", "helpdesk", "invoicing", "storage")) {
      systems.fault(system, mode);
      CallFailed failure = failure(system);

      // The CRM's token endpoint is asked first: its refusal is about credentials, whatever it
      // says.
      boolean isSignIn = system.equals("crm") && reason == Reason.REFUSED && status < 500;
      assertThat(failure.reason())
          .as(system + " " + failure.getCause())
          .isEqualTo(isSignIn ? Reason.SIGN_IN_REFUSED : reason);
      assertThat(failure.httpStatus()).as(system).isEqualTo(status);
    }
  }

  @Test
  void aTokenIsNotKeptSoThatOneThatWasRevokedHoldsNothingUp() throws Exception {
    Connection crm = systems.open("crm");
    crm.call(Verb.PROBE, "{}", Envelope.reading());
    crm.call(Verb.PROBE, "{}", Envelope.reading());

    assertThat(systems.calls("crm"))
        .filteredOn(call -> call.getString("path").endsWith("/oauth/token"))
        .hasSize(2);
  }

  @Test
  void theSystemsOwnMessageComesBack() throws Exception {
    systems.fault("helpdesk", "422");

    assertThat(failure("helpdesk").answer()).contains("vatId missing");
  }

  @Test
  void aSlowSystemIsGivenTenSeconds() throws Exception {
    systems.post(
        "helpdesk/_sim/fault", "{\"mode\": \"slow\", \"seconds\": 60, \"delayMs\": 30000}");
    Instant before = Instant.now();
    CallFailed failure = failure("helpdesk");

    assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
    assertThat(Duration.between(before, Instant.now()))
        .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(15));
  }

  @Test
  void nobodyListeningIsUnreachable() {
    Connection nobody = systems.open("helpdesk", "http://localhost:9");
    CallFailed failure =
        catchThrowableOfType(
            CallFailed.class, () -> nobody.call(Verb.PROBE, "{}", Envelope.reading()));

    assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void aWrongPasswordIsA401AndDoesNotShow() {
    Map<String, String> properties =
        new HashMap<>(CompanySystems.properties("helpdesk", systems.url("helpdesk")));
    properties.put("password", "p%ss&w?rd)");
    Connection connection = systems.open("helpdesk", properties);
    CallFailed failure =
        catchThrowableOfType(
            CallFailed.class, () -> connection.call(Verb.PROBE, "{}", Envelope.reading()));

    assertThat(failure.httpStatus()).isEqualTo(401);
    assertThat(failure).hasStackTraceContaining("REFUSED 401");
    assertThat(failure.toString() + failure.getCause()).doesNotContain("w?rd");
  }
}
