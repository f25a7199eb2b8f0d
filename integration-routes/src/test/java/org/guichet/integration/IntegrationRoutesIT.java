package org.guichet.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.attachment.Attachment;
import org.guichet.bench.SubmitResource;
import org.guichet.catalogue.FieldKind;
import org.guichet.catalogue.FormField;
import org.guichet.delivery.DeliveryRow;
import org.guichet.delivery.DeliveryState;
import org.guichet.inquiry.Inquiry;
import org.guichet.inquiry.InquiryAnswer;
import org.guichet.inquiry.LookupOption;
import org.guichet.inquiry.Lookups;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.request.RequestView;
import org.guichet.request.Submission;
import org.guichet.request.Ticket;
import org.guichet.request.TicketState;
import org.guichet.shared.JsonText;
import org.guichet.shared.TestDomain;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The WAR in Payara Micro, with PostgreSQL and the company simulator: the way there and back. */
@ExtendWith(RunningRoutes.class)
@ArquillianTest
class IntegrationRoutesIT {
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final byte[] PNG = {
    (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
  };
  private static TestDomain domain;
  private static Viewer camille;
  private static Viewer sofia;

  @Deployment(testable = false)
  static WebArchive routes() {
    return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/integration-routes.war"))
        .addClasses(SubmitResource.class, SettingResource.class);
  }

  @BeforeAll
  static void signIn() throws Exception {
    domain = RunningRoutes.domain();
    camille = domain.viewer("camille", Role.CUSTOMER);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    assertThat(
            Eventually.value(
                () -> get("/api/health/ready").statusCode(),
                code -> code == 200,
                Duration.ofMinutes(2)))
        .isEqualTo(200);
  }

  private static HttpResponse<String> get(String path) throws Exception {
    return send(HttpRequest.newBuilder(URI.create(RunningRoutes.address() + path)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static HttpResponse<String> hook(SignedMessage message) throws Exception {
    return send(message.to(RunningRoutes.address() + "/api/hooks/helpdesk"));
  }

  /** What the system's staff and machines do. */
  private static JsonObject staff(String system, String path, String body) throws Exception {
    String address = RunningRoutes.simulator().url(system) + "/_sim/" + path;
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    if (body != null) {
      request.POST(HttpRequest.BodyPublishers.ofString(body));
    }
    return JsonText.object(send(request).body());
  }

  private static String submit() throws Exception {
    UUID draft = UUID.randomUUID();
    domain.inTransaction(
        () ->
            domain.attachments.receive(
                camille, draft, "screen é.png", new ByteArrayInputStream(PNG)));
    return domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                camille,
                new Submission(
                    "device-repair",
                    Map.of("device", "Laptop", "description", "Flickers"),
                    draft)));
  }

  private static RequestView view(String number) {
    return domain.requests.view(camille, number);
  }

  private static RequestView delivered(String number) throws Exception {
    return Eventually.value(
        () -> view(number),
        view -> view.strip().stream().allMatch(ticket -> ticket.state() == TicketState.DELIVERED));
  }

  private static Ticket ticket(RequestView view, String connector) {
    return view.strip().stream()
        .filter(ticket -> ticket.connector().equals(connector))
        .findFirst()
        .orElseThrow();
  }

  private static String word(RequestView view, String connector) {
    return ticket(view, connector).word().in(Locale.ENGLISH);
  }

  private static String outcome(SignedMessage message) throws Exception {
    return Eventually.value(
        () ->
            domain.jdbi.withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select coalesce(outcome, '') from inbox_message where message_id = :id")
                        .bind("id", message.id())
                        .mapTo(String.class)
                        .one()),
        outcome -> !outcome.isEmpty());
  }

  private static int refusals(String reason) {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select coalesce(sum(count), 0) from inbox_refusal where reason = :reason")
                .bind("reason", reason)
                .mapTo(Integer.class)
                .one());
  }

  private static void problem(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(JsonText.object(answer.body()).keySet()).containsOnly("type", "title", "status");
  }

  @Test
  void aRequestReachesAllFourSystemsWithItsFile() throws Exception {
    String number = submit();

    List<Ticket> strip = delivered(number).strip();
    assertThat(strip).extracting(Ticket::state).containsOnly(TicketState.DELIVERED);
    assertThat(strip).extracting(Ticket::externalId).doesNotContainNull();
    JsonObject folder =
        staff("storage", "records?reference=" + number, null)
            .getJsonArray("records")
            .getJsonObject(0);
    JsonObject file = folder.getJsonArray("files").getJsonObject(0);
    assertThat(file.getString("name")).isEqualTo("screen é.png");
    assertThat(file.getInt("size")).isEqualTo(PNG.length);
    assertThat(file.getString("sha256")).isEqualTo(view(number).files().get(0).sha256());
  }

  @Test
  void whatTheHelpDeskDoesArrivesByWebhook() throws Exception {
    String number = submit();
    String id = ticket(delivered(number), "helpdesk").externalId();

    staff("helpdesk", "records/" + id, "{\"status\": \"in repair\"}");
    RequestView repaired =
        Eventually.value(() -> view(number), v -> v.status() == RequestStatus.IN_PROGRESS);
    assertThat(repaired.status()).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(word(repaired, "helpdesk")).isEqualTo("In repair");
  }

  private static void does(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  @Test
  void whatHappensToARequestLaterReachesTheHelpDesk() throws Exception {
    String number = submit();
    String id = ticket(delivered(number), "helpdesk").externalId();
    Viewer tom = domain.viewer("tom", Role.AGENT);
    UUID draft = UUID.randomUUID();
    domain.inTransaction(
        () ->
            domain.attachments.receive(camille, draft, "more.png", new ByteArrayInputStream(PNG)));
    domain.inTransaction(
        () -> domain.requestDesk.reply(camille, number, "It still flickers", draft, null));
    does(() -> domain.requestDesk.changePriority(tom, number, Priority.HIGH));
    does(() -> domain.requestDesk.assignToMe(tom, number));
    does(() -> domain.customerSteps.cancel(camille, number, ""));

    RequestView view =
        Eventually.value(() -> delivered(number), now -> word(now, "helpdesk").equals("Cancelled"));
    assertThat(view.status()).isEqualTo(RequestStatus.CANCELLED);
    assertThat(ticket(view, "helpdesk").deliveries())
        .extracting(row -> row.eventType() + " " + row.deliveryState())
        .containsExactly(
            "request.submitted CONFIRMED",
            "message.added CONFIRMED",
            "file.added CONFIRMED",
            "request.priority_changed CONFIRMED",
            "request.assigned CONFIRMED",
            "request.status_changed CONFIRMED");
    JsonObject ticket =
        staff("helpdesk", "records?reference=" + number, null)
            .getJsonArray("records")
            .getJsonObject(0);
    assertThat(ticket.getString("id")).isEqualTo(id);
    assertThat(ticket.getString("status")).isEqualTo("cancelled");
    assertThat(ticket.getString("priority")).isEqualTo("high");
    assertThat(ticket.getString("assignee")).isEqualTo(tom.name());
    assertThat(ticket.getJsonArray("notes").getValuesAs(JsonObject.class))
        .extracting(note -> note.getString("author") + ": " + note.getString("text"))
        .containsExactly(camille.name() + ": It still flickers", camille.name() + ": ");
    assertThat(
            staff("storage", "records?reference=" + number, null)
                .getJsonArray("records")
                .getJsonObject(0)
                .getJsonArray("files")
                .getValuesAs(JsonObject.class))
        .extracting(file -> file.getString("name"))
        .containsExactly("screen é.png", "more.png");
  }

  @Test
  void whatTheStorageDoesIsFoundByAsking() throws Exception {
    String number = submit();
    String id = ticket(delivered(number), "storage").externalId();

    staff("storage", "records/" + id, "{\"status\": \"archived\"}");
    assertThat(
            Eventually.value(() -> word(view(number), "storage"), word -> word.equals("Archived")))
        .isEqualTo("Archived");
  }

  @Test
  void aPaidInvoiceIsShownAndToldToTheCrm() throws Exception {
    String number = submit();
    String id = ticket(delivered(number), "invoicing").externalId();

    staff("invoicing", "records/" + id, "{\"status\": \"issued\"}");
    Eventually.value(() -> view(number).invoices(), invoices -> !invoices.isEmpty());
    staff("invoicing", "records/" + id, "{\"status\": \"paid\"}");
    List<DeliveryRow> payments =
        Eventually.value(
            () ->
                domain.deliveries.list(sofia, DeliveryState.CONFIRMED, "crm", null, 200).stream()
                    .filter(row -> row.number().equals(number))
                    .filter(row -> row.eventType().equals("payment.received"))
                    .toList(),
            rows -> !rows.isEmpty());

    assertThat(payments).hasSize(1);
    assertThat(payments.get(0).externalId()).startsWith("P-");
    assertThat(payments.get(0).externalStatus()).isEqualTo("recorded");
    assertThat(view(number).invoices())
        .extracting(invoice -> invoice.state() + " " + invoice.amount())
        .containsExactly("PAID 85.00");
    JsonObject payment =
        staff("crm", "records?reference=" + number, null)
            .getJsonArray("records")
            .getValuesAs(JsonObject.class)
            .stream()
            .filter(record -> record.getString("kind").equals("payment"))
            .findFirst()
            .orElseThrow();
    assertThat(payment.getString("case")).isEqualTo(ticket(view(number), "crm").externalId());
    assertThat(payment.getString("invoice")).isEqualTo(view(number).invoices().get(0).number());
  }

  @Test
  void theSameMessageAgainIsWelcomeAndAppliedOnce() throws Exception {
    String number = submit();
    String id = ticket(delivered(number), "helpdesk").externalId();
    SignedMessage message = SignedMessage.ofTicket(id, "in repair", Instant.now().plusSeconds(1));

    assertThat(hook(message).statusCode()).isEqualTo(202);
    assertThat(outcome(message)).isEqualTo("The request became IN_PROGRESS.");
    int entries = view(number).timeline().size();
    assertThat(hook(message).statusCode()).isEqualTo(202);
    SignedMessage sameNewsInAnother =
        SignedMessage.of(message.body()); // a careless sender gives it a new id
    assertThat(hook(sameNewsInAnother).statusCode()).isEqualTo(202);

    assertThat(outcome(sameNewsInAnother)).startsWith("Not newer than what is known");
    assertThat(view(number).timeline()).hasSize(entries);
  }

  @Test
  void anOlderWordDoesNotReplaceANewerOne() throws Exception {
    String number = submit();
    String id = ticket(delivered(number), "helpdesk").externalId();
    Instant now = Instant.now();
    SignedMessage newer = SignedMessage.ofTicket(id, "solved", now.plusSeconds(2));
    SignedMessage older = SignedMessage.ofTicket(id, "in repair", now.plusSeconds(1));

    hook(newer);
    outcome(newer);
    hook(older);
    assertThat(outcome(older)).startsWith("Not newer than what is known");
    assertThat(word(view(number), "helpdesk")).isEqualTo("Repaired");
  }

  @Test
  void anUnknownRecordIsWaitedForWithARecord() throws Exception {
    SignedMessage message = SignedMessage.ofTicket("HD-99999", "solved", Instant.now());

    assertThat(hook(message).statusCode()).isEqualTo(202);
    assertThat(outcome(message)).isEqualTo("No request is known under HD-99999.");
  }

  @Test
  void aMessageThatNobodyUnderstandsHoldsUpNoOther() throws Exception {
    String number = submit();
    String id = ticket(delivered(number), "helpdesk").externalId();
    SignedMessage nonsense = SignedMessage.of("{\"id\":\"HD-");
    SignedMessage word = SignedMessage.ofTicket(id, "in repair", Instant.now().plusSeconds(1));

    assertThat(hook(nonsense).statusCode()).isEqualTo(202);
    assertThat(hook(word).statusCode()).isEqualTo(202);
    assertThat(outcome(word)).isEqualTo("The request became IN_PROGRESS.");
    assertThat(outcome(nonsense)).isEqualTo("The translation failed: The data are not JSON.");
  }

  @Test
  void aForgedMessageIsRefusedWithARecordAndNotKept() throws Exception {
    SignedMessage message = SignedMessage.ofTicket("HD-1", "solved", Instant.now());
    int before = refusals("wrong signature");
    HttpResponse<String> answer =
        send(
            message
                .unsigned(RunningRoutes.address() + "/api/hooks/helpdesk")
                .header("webhook-signature", "v1,bm9uc2Vuc2U="));

    problem(answer, 401);
    assertThat(refusals("wrong signature")).isEqualTo(before + 1);
    int kept =
        domain.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select count(*) from inbox_message where message_id = :id")
                    .bind("id", message.id())
                    .mapTo(Integer.class)
                    .one());
    assertThat(kept).isZero();
  }

  @ParameterizedTest
  @CsvSource({"-6", "6"})
  void aStaleMessageIsRefused(int minutes) throws Exception {
    SignedMessage message =
        SignedMessage.of("{}").at(Instant.now().plus(Duration.ofMinutes(minutes)));
    int before = refusals("stale timestamp");

    problem(hook(message), 401);
    assertThat(refusals("stale timestamp")).isEqualTo(before + 1);
  }

  @Test
  void aMessageThatIsTooLargeIsRefused() throws Exception {
    problem(hook(SignedMessage.of("x".repeat(300_000))), 413);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/hooks/nobody, POST, 404", "/api/hooks/storage, POST, 404",
        "/api/hooks/helpdesk, GET, 405",
    "/api/hooks/helpdesk, POST, 401", "/api/nothing, GET, 404", "/api/, GET, 404"
  })
  void anErrorIsAProblemAndNoPage(String path, String method, int status) throws Exception {
    problem(
        send(
            HttpRequest.newBuilder(URI.create(RunningRoutes.address() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())),
        status);
  }

  @Test
  void readinessSaysNothingElse() throws Exception {
    HttpResponse<String> ready = get("/api/health/ready");

    assertThat(ready.statusCode()).isEqualTo(200);
    assertThat(ready.body()).isEmpty();
  }

  /** One more connector to the help desk, with a door of its own. */
  private static int connector(String key, String door, String translation) {
    return domain.jdbi.withHandle(
        handle -> {
          int id =
              handle
                  .createQuery(
                      "insert into connector (key, name, record, place, kamelet, properties, status_map, idempotent, position,"
                          + " webhook_kind, webhook_secret, webhook_settings, wake_up, translation)"
                          + " select :key, name, record, place, kamelet, properties, status_map, idempotent, 9, "
                          + door
                          + ", :translation from connector where key = 'helpdesk' returning id")
                  .bind("key", key)
                  .bind("translation", translation)
                  .mapTo(Integer.class)
                  .one();
          handle.execute("notify guichet, 'CONNECTOR'");
          return id;
        });
  }

  private static HttpResponse<String> push(String connector, String body) throws Exception {
    return push(connector, body, "none");
  }

  private static HttpResponse<String> push(String connector, String body, String signature)
      throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(RunningRoutes.address() + "/api/hooks/" + connector))
            .header("Content-Type", "application/json")
            .header("X-Hub-Signature-256", signature)
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private static String hmac(String body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec("helpdesk-secret".getBytes(UTF_8), "HmacSHA256"));
    return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
  }

  @Test
  void aMachineBehindADoorWithAnHmacOpensARequest() throws Exception {
    connector(
        "monitor",
        "'hmac', 'helpdesk-password', '{\"header\": \"X-Hub-Signature-256\", \"prefix\": \"sha256=\"}', null",
        "{open: {type: \"device-repair\", text: .fault, device: .name, requester: {email: .owner}, fold: .name}}");
    String body =
        "{\"name\": \"press-17\", \"fault\": \"E17\", \"owner\": \"camille@cabinet-moreau.example\"}";

    problem(push("monitor", body, "sha256=" + hmac(body + " ")), 401);
    assertThat(push("monitor", body, "sha256=" + hmac(body)).statusCode()).isEqualTo(202);
    String again = body + " ";
    push("monitor", again, "sha256=" + hmac(again));

    List<String> outcomes =
        Eventually.value(
            () ->
                domain.jdbi.withHandle(
                    handle ->
                        handle
                            .createQuery(
                                "select m.outcome from inbox_message m join connector c on c.id = m.connector_id"
                                    + " where c.key = 'monitor' and m.state = 1 order by m.id")
                            .mapTo(String.class)
                            .list()),
            list -> list.size() == 2);
    assertThat(outcomes.get(0)).startsWith("It opened R-");
    assertThat(outcomes.get(1)).startsWith("Reported 2 times: counted in R-");
  }

  @Test
  void anUnsignedPushWakesUpAndIsNotBelieved() throws Exception {
    String number = submit();
    String id = ticket(delivered(number), "helpdesk").externalId();
    int waker =
        connector(
            "waker",
            "'unsigned', null, '{}', '{externalId: .ticket}'",
            ".data | {externalId: .id, status: .status, changedAt: .changedAt}");
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into external_reference (connector_id, external_id, request_id)"
                    + " select ?, ?, id from service_request where number = ?",
                waker,
                id,
                number));
    staff("helpdesk", "records/" + id, "{\"status\": \"in repair\"}");

    for (int i = 0; i < 5; i++) {
      String lie = "{\"ticket\": \"" + id + "\", \"status\": \"closed\"}";
      assertThat(push("waker", lie).statusCode()).isEqualTo(202);
    }
    assertThat(push("waker", "no json").statusCode()).isEqualTo(202);

    String status =
        Eventually.value(
            () ->
                domain.jdbi.withHandle(
                    handle ->
                        handle
                            .createQuery(
                                "select coalesce(max(status), '') from external_reference where connector_id = :id")
                            .bind("id", waker)
                            .mapTo(String.class)
                            .one()),
            word -> !word.isEmpty());
    assertThat(status).isEqualTo("in repair");
    assertThat(refusals("wake-up not understood")).isEqualTo(1);
  }

  @Test
  void whoKnocksTooOftenIsAskedToWait() throws Exception {
    HttpResponse<String> answer = push("flooded", "{}");
    // The bucket fills up while a slow machine knocks: 601 times are not always enough.
    for (int i = 0; i < 5_000 && answer.statusCode() == 404; i++) {
      answer = push("flooded", "{}");
    }

    problem(answer, 429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
  }

  @Test
  void aMailIsWrittenAndSentByWhatTheServerBrings() throws Exception {
    GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mails.start();
    try {
      sql(
          "insert into connector (key, name, record, place, kamelet, properties, status_map, translation, idempotent,"
              + " concurrency, position) values ('mail', '{\"en\": \"Mail\"}', '{\"en\": \"Mail\"}', '{\"en\": \"by mail\"}',"
              + " 'mail-action', '{\"host\": \"127.0.0.1\", \"port\": \""
              + mails.getSmtp().getPort()
              + "\", \"security\": \"none\", \"from\": \"portal@example.test\"}', '{}', 'empty', true, 1, 9)");
      sql(
          "insert into flow (key, event_type, connector_id, mapping) select 'mail-notes', 'note.added', id,"
              + " '{to: \"anna@example.test\", subject: .request.number, text: .message.text}' from connector where key = 'mail'");
      sql("notify guichet, 'CONNECTOR'");
      String number = submit();
      domain.inTransaction(
          () -> {
            domain.requestDesk.note(
                domain.viewer("sofia", Role.SUPERVISOR, Role.AGENT), number, "Écran");
            return null;
          });
      sql("notify guichet, 'REQUEST'");

      Eventually.value(mails::getReceivedMessages, received -> received.length > 0);
      assertThat(mails.getReceivedMessages()).hasSize(1);
      assertThat(mails.getReceivedMessages()[0].getSubject()).isEqualTo(number);
      assertThat(mails.getReceivedMessages()[0].getContent().toString().strip()).isEqualTo("Écran");
    } finally {
      mails.stop();
    }
  }

  /** A refusal inside of the server's transaction must not take the message with it. */
  @Test
  void aMailWithAFileThatIsRefusedIsAddedWithTheOthers() throws Exception {
    int mailbox = connector("mailbox", "'none', null, '{}', null", ".");
    String number = submit();
    String deliveredTo =
        domain.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select payload -> 'requester' ->> 'replyToken' from outbox_event e"
                            + " join service_request r on r.id = e.request_id where r.number = :number limit 1")
                    .bind("number", number)
                    .mapTo(String.class)
                    .one());
    String mail =
        "{\"mail\": {\"id\": \"<m1@x>\", \"from\": \"camille@cabinet-moreau.example\", \"subject\": \"Re\","
            + " \"to\": [\"reply+%s@portal.example\"], \"text\": \"It hums, too.\", \"attachments\": ["
            + "{\"name\": \"run.exe\", \"content\": \"TVo=\"}, {\"name\": \"hum.png\", \"content\": \"%s\"}]}}";
    domain.inTransaction(
        () ->
            domain.inbox.receive(
                mailbox,
                "mail 1",
                mail.formatted(deliveredTo, Base64.getEncoder().encodeToString(PNG))));

    RequestView view =
        Eventually.value(
            () -> view(number),
            // A view is read in several statements: the message may be one statement behind.
            seen ->
                seen.files().stream().anyMatch(file -> file.name().equals("hum.png"))
                    && seen.timeline().stream()
                        .anyMatch(entry -> "It hums, too.".equals(entry.body())));
    assertThat(view.files())
        .extracting(Attachment::name)
        .contains("hum.png")
        .doesNotContain("run.exe");
  }

  @Test
  void aPageIsToldTheDevicesOfItsOrganizationByTheCrm() throws Exception {
    FormField field =
        domain.catalogue.find("device-repair").form().fields().stream()
            .filter(one -> one.kind() == FieldKind.LOOKUP)
            .findFirst()
            .orElseThrow();
    Lookups.Asked asked = domain.lookups.ask(camille, field, "designjet");
    Eventually.value(
        () -> domain.inquiries.answerOf(asked.inquiry()),
        InquiryAnswer::isThere,
        Duration.ofSeconds(10));

    assertThat(domain.lookups.offer(camille, asked).options())
        .containsExactly(new LookupOption("D-1129", "HP DesignJet T650 plotter – CN3BM2H05T"));
    Inquiry probe = Inquiry.probe(id("crm"), sofia.personId());
    domain.awaitedAnswers.ask(probe);
    assertThat(
            Eventually.value(() -> domain.inquiries.answerOf(probe.id()), InquiryAnswer::isThere)
                .isThere())
        .isTrue();
  }

  private static int id(String connector) {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id from connector where key = :key")
                .bind("key", connector)
                .mapTo(Integer.class)
                .one());
  }

  @Test
  void moreSubmissionsAtOnceThanThereAreConnectionsAllGoThrough() {
    URI submit = URI.create(RunningRoutes.address() + "/api/bench/submit/" + camille.personId());
    List<CompletableFuture<HttpResponse<String>>> calls =
        IntStream.range(0, 60)
            .mapToObj(
                i ->
                    HttpRequest.newBuilder(submit)
                        .POST(HttpRequest.BodyPublishers.ofString("At once " + i))
                        .build())
            .map(request -> HTTP.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
            .toList();

    assertThat(calls.stream().map(call -> call.join().statusCode())).containsOnly(200);
    assertThat(calls.stream().map(call -> call.join().body())).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "idle_in_transaction_session_timeout, 30s",
    "tcp_keepalives_idle, 20",
    "tcp_user_timeout, 40000"
  })
  void theDatabaseLetsGoOfANodeThatStandsStill(String setting, String value) throws Exception {
    assertThat(get("/api/test/setting/" + setting).body()).isEqualTo(value);
  }

  private static void sql(String statement) {
    domain.jdbi.useHandle(handle -> handle.execute(statement));
  }
}
