package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.guichet.delivery.DeliveryState;
import org.guichet.integration.connector.CallFailed.Reason;
import org.guichet.invoice.Invoice;
import org.guichet.invoice.InvoiceState;
import org.guichet.peer.NeedsPeers;
import org.guichet.peer.Peer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Kamelet of Tryton's invoices, verb by verb, against a real one. */
@NeedsPeers
class TrytonInvoicingIT {
  private static final String MODEL = "account.invoice";
  private static int numbers;
  private static Peer tryton;
  private static TrytonStaff staff;
  private static KameletCalls calls;

  private final String reference = "R-2026-%06d".formatted(++numbers);
  private final String customer = "customer-" + numbers;

  @BeforeAll
  static void start() throws Exception {
    tryton = Peer.start("tryton", Map.of());
    staff = new TrytonStaff(tryton);
    calls = KameletCalls.open("tryton-invoicing-action", properties("Main Revenue", "Direct"));
  }

  @AfterAll
  static void stop() {
    if (calls != null) {
      calls.close();
    }
    if (tryton != null) {
      tryton.close();
    }
  }

  private static Map<String, String> properties(String account, String term) {
    Map<String, String> properties = new HashMap<>(TrytonStaff.properties(tryton));
    properties.put("revenueAccount", account);
    properties.put("paymentTerm", term);
    return properties;
  }

  private static JsonObject line(String text, String amount) {
    return Json.createObjectBuilder().add("text", text).add("amount", amount).build();
  }

  private JsonObject invoice() {
    return invoice(Json.createArrayBuilder().add(line("Repair", "85.10")));
  }

  private JsonObject invoice(JsonArrayBuilder lines) {
    return Json.createObjectBuilder()
        .add("kind", "invoice")
        .add("reference", reference)
        .add(
            "party",
            Json.createObjectBuilder().add("code", customer).add("name", "Änne & Co").build())
        .add("lines", lines)
        .build();
  }

  private static JsonObject step(String id, String state) {
    return Json.createObjectBuilder()
        .add("kind", "status")
        .add("externalId", id)
        .add("state", state)
        .build();
  }

  private JsonObject said(String id) throws Exception {
    return calls.translated(calls.read(id)).getJsonObject("invoice");
  }

  @Test
  void preparesADraftToTheCentAndFindsIt() throws Exception {
    JsonObject receipt =
        calls.deliver(
            invoice(
                Json.createArrayBuilder()
                    .add(line("Réparation « écran » 😀", "85.10"))
                    .add(line("Parts", "0.20"))));
    String id = receipt.getString("externalId");

    assertThat(receipt.getString("externalStatus")).isEqualTo("draft");
    JsonObject made = staff.record(MODEL, id, "total_amount", "party.code", "reference");
    assertThat(made.getJsonObject("total_amount").getString("decimal")).isEqualTo("85.30");
    assertThat(made.getJsonObject("party.").getString("code")).isEqualTo(customer);
    assertThat(calls.find(reference)).isEqualTo(receipt);
    assertThat(calls.find("R-0")).isEmpty();
    assertThat(calls.status(id)).isEqualTo(receipt);
    assertThat(said(id).getString("state")).isEqualTo("draft");
  }

  @Test
  void whatStaffPostAndTakePaymentForIsTold() throws Exception {
    String id = calls.deliver(invoice()).getString("externalId");
    staff.press(MODEL, id, "post");

    JsonObject posted = said(id);
    assertThat(posted.getString("state")).isEqualTo("issued");
    assertThat(posted.getString("number")).containsPattern("^20\\d\\d-");
    assertThat(posted.getString("amount")).isEqualTo("85.10");
    assertThat(posted.getString("currency")).isEqualTo("EUR");
    assertThat(posted.getString("dueOn")).startsWith("20");
    assertThat(posted.isNull("paidOn")).isTrue();
    String since = calls.translated(calls.read(id)).getString("changedAt");

    staff.pay(id);
    assertThat(said(id).getString("state")).isEqualTo("paid");
    assertThat(said(id).getString("paidOn")).startsWith("20");
    assertThat(calls.status(id).getString("externalStatus")).isEqualTo("paid");
    assertThat(calls.changes(since).getValuesAs(JsonObject.class))
        .extracting(change -> change.getString("externalId"))
        .contains(id);
  }

  @Test
  void aPartyWithoutAnAddressGetsOne() throws Exception {
    staff.create(
        "party.party",
        Json.createObjectBuilder()
            .add("name", "No address")
            .add("code", customer)
            .add("addresses", Json.createArrayBuilder())
            .build());

    calls.deliver(invoice());
    assertThat(staff.count("party.party", "code", customer)).isEqualTo(1);
    assertThat(staff.count("party.address", "party.code", customer)).isEqualTo(1);
  }

  @Test
  void isPostedOnceAndCannotBeCancelledAfterwardsUnlessTrytonDoesIt() throws Exception {
    String id = calls.deliver(invoice()).getString("externalId");

    assertThat(calls.deliver(step(id, "posted")).getString("externalStatus")).isEqualTo("posted");
    String number = said(id).getString("number");
    calls.deliverAgain(step(id, "posted"));
    assertThat(said(id).getString("number")).isEqualTo(number);
    CallFailed back = calls.refusal(step(id, "validated"));
    assertThat(back.reason()).isEqualTo(Reason.DECLINED);
    assertThat(back.answer()).contains("It stayed \\\"posted\\\"");
  }

  @Test
  void anAccountOrATermThatDoesNotExistIsNamed() throws Exception {
    try (KameletCalls wrong =
        KameletCalls.open("tryton-invoicing-action", properties("706 Sales", ""))) {
      CallFailed failure = wrong.refusal(invoice());
      assertThat(failure.reason()).isEqualTo(Reason.DECLINED);
      assertThat(failure.answer()).contains("There is no account \\\"706 Sales\\\"");
    }
    try (KameletCalls wrong =
        KameletCalls.open("tryton-invoicing-action", properties("Main Revenue", "Never"))) {
      assertThat(wrong.refusal(invoice()).answer()).contains("There is no payment term");
    }
    assertThat(staff.count(MODEL, "reference", reference)).isZero();
  }

  @Test
  void anAmountThatIsNoneIsRefused() throws Exception {
    CallFailed failure =
        calls.refusal(invoice(Json.createArrayBuilder().add(line("Repair", "about 85"))));

    assertThat(failure).isNotNull();
    assertThat(staff.count(MODEL, "reference", reference)).isZero();
  }

  private static PortalAtWork portal() throws Exception {
    return new PortalAtWork(
        "invoicing",
        "tryton-invoicing-action",
        properties("Main Revenue", "Direct"),
        "request.submitted");
  }

  @Test
  void whatStaffPostAndTakePaymentForReachesTheRequest() throws Exception {
    try (PortalAtWork portal = portal()) {
      String number = portal.submit("It flickers", null);
      portal.settled();
      String id = portal.last().externalId();
      portal.poll();
      assertThat(portal.view(number).invoices()).as("a draft is nobody's business").isEmpty();

      staff.press(MODEL, id, "post");
      portal.poll();
      Invoice issued = portal.view(number).invoices().get(0);
      assertThat(issued.invoiceState()).isEqualTo(InvoiceState.ISSUED);
      assertThat(issued.amount()).isEqualByComparingTo("85.00");
      assertThat(issued.currency()).isEqualTo("EUR");
      assertThat(issued.number()).containsPattern("^20\\d\\d-");

      staff.pay(id);
      portal.poll();
      portal.poll(); // nothing is told twice
      assertThat(portal.view(number).invoices())
          .extracting(Invoice::invoiceState)
          .containsExactly(InvoiceState.PAID);
    }
  }

  @Test
  void anInvoiceWhoseAnswerWasLostIsTakenAndNotMadeAgain() throws Exception {
    try (PortalAtWork portal = portal()) {
      portal.pause();
      String number = portal.submit("It flickers", null);
      JsonObject mine = Json.createObjectBuilder(invoice()).add("reference", number).build();
      String id = calls.deliver(mine).getString("externalId");
      portal.loseTheAnswer();
      portal.resume();
      portal.settled();

      assertThat(portal.last().deliveryState()).isEqualTo(DeliveryState.CONFIRMED);
      assertThat(portal.last().externalId()).isEqualTo(id);
      assertThat(staff.count(MODEL, "reference", number)).isEqualTo(1);
    }
  }
}
