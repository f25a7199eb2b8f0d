package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.camel.support.SimpleRegistry;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.TimelineEntry;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.DeliveryRow;
import org.guichet.delivery.DeliveryState;
import org.guichet.integration.connector.CallFailed.Reason;
import org.guichet.integration.delivery.DeliveryAttempt;
import org.guichet.integration.delivery.Dispatcher;
import org.guichet.integration.inbox.InboxAtWork;
import org.guichet.peer.NeedsPeers;
import org.guichet.request.Submission;
import org.guichet.shared.Announcer;
import org.guichet.shared.JqFailed;
import org.guichet.shared.JsonText;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The Kamelet of Kill Bill against a real one: call by call, from the ledger, and back through its
 * own pushes.
 */
@NeedsPeers
class KillBillIT {
  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private static final int BEFORE_THE_KILL = 12;
  private static final int DURING_THE_OUTAGE = 3;
  private static final String PUSH =
      "{\"eventType\": \"INVOICE_PAYMENT_SUCCESS\", \"objectType\": \"INVOICE\", \"objectId\": \"%s\"}";
  private static HttpServer door;
  private static KillBill killBill;
  private static TestDomain domain;
  private static CamelRuntime camel;
  private static Connections connections;
  private static volatile InboxAtWork inbox;
  private static Dispatcher dispatcher;
  private static Viewer camille;

  private final String number = "R-2026-" + (100_000 + NUMBERS.incrementAndGet());
  private final String account = "customer-" + NUMBERS.get();

  @BeforeAll
  static void start() throws Exception {
    door = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    door.createContext("/hook", KillBillIT::receive);
    door.start();
    killBill = KillBill.start("http://127.0.0.1:" + door.getAddress().getPort() + "/hook");
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    camel = new CamelRuntime(new SimpleRegistry(), id -> "");
    PresetConnector.alone(domain, "killbill", "killbill-action", killBill.properties());
    PresetConnector.flow(domain, "killbill", "request.submitted");
    Connectors connectors =
        new Connectors(domain.jdbi, new AuditTrail(domain.jdbi), new Announcer(domain.jdbi));
    connections = new Connections(connectors, camel);
    inbox = new InboxAtWork(domain, connectors);
    dispatcher =
        new Dispatcher(domain.ledger, connections, new DeliveryAttempt(), "node-a", Thread::new);
    dispatcher.start();
    await(dispatcher::isReady);
  }

  /** Stands at our door, whose resource needs a server around it. */
  private static void receive(HttpExchange push) throws IOException {
    try (push) {
      String body = new String(push.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      inbox.push("killbill", body);
      push.sendResponseHeaders(202, -1);
    } catch (JqFailed | RuntimeException e) {
      push.sendResponseHeaders(500, -1); // Kill Bill repeats it
    }
  }

  @AfterAll
  static void stop() throws Exception {
    if (dispatcher != null) {
      dispatcher.stop();
    }
    if (domain != null) {
      domain.close();
    }
    if (killBill != null) {
      killBill.close();
    }
    door.stop(0);
  }

  private static Connection connection(String key) {
    return connections.all().stream()
        .filter(connection -> connection.connector().key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  private static JsonObject call(Verb verb, String body, String key, boolean repeated)
      throws CallFailed {
    Envelope envelope = new Envelope(key, repeated, Envelope.newTraceId());
    return JsonText.object(connection("killbill").call(verb, body, envelope).body());
  }

  private static JsonObject deliver(String body, String key) throws CallFailed {
    return call(Verb.DELIVER, body, key, false);
  }

  private static CallFailed refusal(String body) {
    return catchThrowableOfType(CallFailed.class, () -> deliver(body, key()));
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }

  private String invoice(String more) {
    return "{\"kind\": \"invoice\", \"reference\": \"%s\", \"account\": {\"externalKey\": \"%s\", \"name\": \"Änne & Co\", \"email\": \"anne@example.test\"}, \"lines\": [{\"text\": \"Repair %s\", \"amount\": 85.10}]%s}"
        .formatted(number, account, number, more);
  }

  private static String change(String kind, String invoice) {
    return "{\"kind\": \"%s\", \"externalId\": \"%s\"}".formatted(kind, invoice);
  }

  private static String payment(String invoice, String amount) {
    return "{\"kind\": \"payment\", \"externalId\": \"%s\", \"amount\": %s}"
        .formatted(invoice, amount);
  }

  private static String status(String invoice) throws CallFailed {
    return call(Verb.STATUS, "{\"externalId\": \"" + invoice + "\"}", null, false)
        .getString("externalStatus");
  }

  @Test
  void aChargeBecomesADraftWithOurNumber() throws Exception {
    JsonObject receipt = deliver(invoice(""), key());

    String id = receipt.getString("externalId");
    assertThat(receipt.getString("externalStatus")).isEqualTo("DRAFT");
    JsonObject made = killBill.invoices(account).get(0);
    assertThat(made.getString("invoiceId")).isEqualTo(id);
    assertThat(made.getJsonNumber("amount").bigDecimalValue()).isEqualByComparingTo("85.10");
    assertThat(made.getJsonArray("items").getJsonObject(0).getString("description"))
        .contains(number);
    assertThat(killBill.customFields(id))
        .extracting(field -> field.getString("name") + " " + field.getString("value"))
        .containsExactly("portalRef " + number);
  }

  @Test
  void severalLinesAreOneInvoiceOnAnAccountThatIsThere() throws Exception {
    deliver(invoice(""), key());
    deliver(invoice("").replace("}]}", "}, {\"text\": \"Parts\", \"amount\": \"4.90\"}]}"), key());

    assertThat(killBill.invoices(account))
        .extracting(invoice -> invoice.getJsonNumber("amount").bigDecimalValue().doubleValue())
        .containsExactly(85.10, 90.00);
  }

  @Test
  void aRepeatTakesTheInvoiceThatTheFirstAttemptMade() throws Exception {
    String key = key();
    JsonObject first = deliver(invoice(""), key);
    JsonObject again = call(Verb.DELIVER, invoice(""), key, true);

    assertThat(again).isEqualTo(first);
    assertThat(killBill.invoices(account)).hasSize(1);
  }

  @Test
  void aRepeatFinishesWhatTheFirstAttemptLeftHalfDone() throws Exception {
    deliver(invoice(""), key()); // makes the account
    String key = key();
    String half = killBill.charge(account, "{\"guichet\":\"" + key + "\"}");
    JsonObject receipt = call(Verb.DELIVER, invoice(""), key, true);

    assertThat(receipt.getString("externalId")).isEqualTo(half);
    assertThat(killBill.customFields(half)).hasSize(1);
    assertThat(killBill.invoices(account)).hasSize(2);
  }

  @Test
  void anotherChargeForTheSameRequestIsAnotherInvoice() throws Exception {
    deliver(invoice(""), key());
    call(Verb.DELIVER, invoice(""), key(), true);

    assertThat(killBill.invoices(account)).hasSize(2);
  }

  @Test
  void isFoundByOurNumberAndByNoneThatIsAlike() throws Exception {
    JsonObject receipt = deliver(invoice(""), key());

    assertThat(call(Verb.FIND, "{\"reference\": \"" + number + "\"}", null, false))
        .isEqualTo(receipt);
    String alike = number.substring(0, number.length() - 1);
    assertThat(call(Verb.FIND, "{\"reference\": \"" + alike + "\"}", null, false)).isEmpty();
  }

  @Test
  void isCommittedOnceAndPaidOnce() throws Exception {
    String id = deliver(invoice(""), key()).getString("externalId");
    assertThat(deliver(change("commit", id), key()).getString("externalStatus"))
        .isEqualTo("COMMITTED");
    assertThat(deliver(change("commit", id), key()).getString("externalStatus"))
        .isEqualTo("COMMITTED");

    String key = key();
    assertThat(deliver(payment(id, "85.00"), key).getString("externalStatus"))
        .isEqualTo("COMMITTED");
    assertThat(call(Verb.DELIVER, payment(id, "85.00"), key, true).getString("externalStatus"))
        .isEqualTo("COMMITTED");
    assertThat(killBill.payments(id)).hasSize(1);
    assertThat(deliver(payment(id, "\"0.10\""), key()).getString("externalStatus"))
        .isEqualTo("PAID");
    assertThat(status(id)).isEqualTo("PAID");
  }

  @Test
  void isCommittedAtOnceWhereTheMappingSaysSo() throws Exception {
    assertThat(deliver(invoice(", \"commit\": true"), key()).getString("externalStatus"))
        .isEqualTo("COMMITTED");
  }

  @Test
  void isVoidedOnceAndTakesNoPaymentThen() throws Exception {
    String id = deliver(invoice(""), key()).getString("externalId");
    assertThat(deliver(change("void", id), key()).getString("externalStatus")).isEqualTo("VOID");
    assertThat(deliver(change("void", id), key()).getString("externalStatus")).isEqualTo("VOID");

    CallFailed refused = refusal(payment(id, "85.10"));
    assertThat(refused.reason()).isEqualTo(Reason.DECLINED);
    assertThat(refused.answer())
        .contains("No payment was taken: the invoice is VOID and has 0 EUR to pay.");
    assertThat(killBill.payments(id)).isEmpty();
  }

  @Test
  void refusalsComeBackInWords() throws Exception {
    String id = deliver(invoice(", \"commit\": true"), key()).getString("externalId");
    deliver(payment(id, "85.10"), key());

    assertThat(refusal(change("void", id)).answer())
        .contains("can not be voided. Invoice is paid or partially paid.");
    assertThat(refusal(invoice(", \"currency\": \"USD\"")).answer())
        .contains("The account " + account + " is in EUR, the charge in USD.");
    assertThat(refusal(invoice("").replace("85.10", "-1")).answer())
        .contains("should be strictly positive");
    assertThat(refusal(change("frame", id)).answer())
        .contains("The mapping asks for frame; there are invoice, commit, void and payment.");
    assertThat(refusal(change("commit", UUID.randomUUID().toString())).httpStatus()).isEqualTo(404);
  }

  @Test
  void isReadWithTheTimeOfItsLastChange() throws Exception {
    String id = deliver(invoice(""), key()).getString("externalId");
    String what = "{\"externalId\": \"" + id + "\"}";
    JsonObject draft = call(Verb.READ, what, null, false);
    killBill.commit(id);
    killBill.pay(id);
    JsonObject paid = call(Verb.READ, what, null, false);

    assertThat(draft.getString("status")).isEqualTo("DRAFT");
    assertThat(draft.getBoolean("ours")).isTrue();
    assertThat(draft.getString("reference")).isEqualTo(number);
    assertThat(paid.getString("status")).isEqualTo("PAID");
    assertThat(paid.getString("paidOn")).matches("\\d{4}-\\d\\d-\\d\\d");
    assertThat(paid.getString("changedAt")).isGreaterThan(draft.getString("changedAt"));
    assertThat(call(Verb.READ, what, null, false)).as("nothing new").isEqualTo(paid);
  }

  @Test
  void credentialsAreProbed() throws Exception {
    assertThat(call(Verb.PROBE, "{}", null, false)).isEmpty();
    for (String secret : List.of("password", "tenantSecret")) {
      Map<String, String> wrong = new HashMap<>(killBill.properties());
      wrong.put(secret, "w?ro&ng%");
      String key = "wrong-" + secret.toLowerCase(java.util.Locale.ROOT);
      PresetConnector.add(domain, key, "killbill-action", wrong);
      connections.refresh();
      CallFailed refused =
          catchThrowableOfType(
              CallFailed.class, () -> connection(key).call(Verb.PROBE, "{}", Envelope.reading()));
      assertThat(refused.httpStatus()).as(secret).isEqualTo(401);
    }
  }

  @Test
  void pushesTellWhatBecameOfAnInvoice() throws Exception {
    String request = submit(1).get(0);
    await(() -> confirmed(List.of(request)) == 1);
    String id = delivery(request).externalId();
    assertThat(invoices(request)).isEmpty();

    killBill.commit(id);
    await(() -> invoices(request).equals(List.of("ISSUED 85.00")));
    killBill.pay(id);
    await(() -> invoices(request).equals(List.of("PAID 85.00")));

    inbox.push("killbill", PUSH.formatted(UUID.randomUUID())); // an invented one
    inbox.push("killbill", PUSH.formatted(id)); // a repeat
    assertThat(invoices(request)).containsExactly("PAID 85.00");
    assertThat(domain.requests.view(camille, request).timeline())
        .extracting(TimelineEntry::activityKind)
        .contains(ActivityKind.INVOICE_ISSUED, ActivityKind.INVOICE_PAID)
        .doesNotHaveDuplicates();
  }

  /** The invoices of a request, as the customer sees them when all pushes are worked off. */
  private static List<String> invoices(String request) {
    inbox.readAll(connections);
    inbox.applyAll();
    return domain.requests.view(camille, request).invoices().stream()
        .map(invoice -> invoice.state() + " " + invoice.amount())
        .toList();
  }

  @Test
  void aKillInTheMiddleLosesAndDoublesNothing() throws Exception {
    List<String> numbers = new ArrayList<>(submit(BEFORE_THE_KILL));
    await(() -> confirmed(numbers) >= 2);
    killBill.kill();
    await(() -> numbers.stream().allMatch(KillBillIT::isConfirmedOrFailed));
    assertThat(confirmed(numbers)).isLessThan(BEFORE_THE_KILL);
    numbers.addAll(submit(DURING_THE_OUTAGE));
    killBill.restart();
    domain.jdbi.useHandle(
        handle -> handle.execute("update delivery set next_attempt_at = now() where state = 0"));
    await(() -> confirmed(numbers) == numbers.size());

    Map<String, Integer> made = new HashMap<>();
    for (JsonObject invoice : killBill.invoices("cabinet-moreau")) {
      String text = invoice.getJsonArray("items").getJsonObject(0).getString("description");
      made.merge(text.substring(text.length() - number.length()), 1, Integer::sum);
      assertThat(killBill.customFields(invoice.getString("invoiceId"))).hasSize(1);
    }
    assertThat(made).containsKeys(numbers.toArray(String[]::new)).doesNotContainValue(2);
  }

  private static List<String> submit(int requests) {
    return IntStream.range(0, requests)
        .mapToObj(
            i ->
                domain.inTransaction(
                    () ->
                        domain.submitRequest.submit(
                            camille,
                            new Submission(
                                "device-repair",
                                Map.of("device", "Laptop", "description", "Flickers"),
                                UUID.randomUUID()))))
        .toList();
  }

  private static List<DeliveryRow> deliveries() {
    return domain.deliveries.list(
        domain.viewer("sofia", Role.SUPERVISOR), null, "killbill", null, 200);
  }

  private static DeliveryRow delivery(String request) {
    return deliveries().stream()
        .filter(row -> row.number().equals(request))
        .findFirst()
        .orElseThrow();
  }

  private static long confirmed(List<String> requests) {
    return deliveries().stream()
        .filter(row -> requests.contains(row.number()))
        .filter(row -> row.deliveryState() == DeliveryState.CONFIRMED)
        .count();
  }

  private static boolean isConfirmedOrFailed(String request) {
    DeliveryRow row = delivery(request);
    return row.deliveryState() == DeliveryState.CONFIRMED || row.lastError() != null;
  }

  /** What the ledger says of each delivery. */
  private static String story() {
    return deliveries().stream()
        .map(row -> row.number() + " " + row.deliveryState() + " " + row.lastError())
        .collect(Collectors.joining("\n"));
  }

  /** A loaded machine needs its time. */
  private static void await(BooleanSupplier condition) {
    Instant end = Instant.now().plus(Duration.ofMinutes(4));
    while (!condition.getAsBoolean() && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    assertThat(condition.getAsBoolean()).as(KillBillIT::story).isTrue();
  }
}
