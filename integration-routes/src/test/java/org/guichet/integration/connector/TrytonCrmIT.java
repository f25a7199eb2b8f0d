package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.guichet.integration.connector.CallFailed.Reason;
import org.guichet.peer.NeedsPeers;
import org.guichet.peer.Peer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The Kamelet of Tryton's customers and opportunities, verb by verb, against a real one. */
@NeedsPeers
class TrytonCrmIT {
  private static final String MODEL = "sale.opportunity";
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
    calls = KameletCalls.open("tryton-crm-action", TrytonStaff.properties(tryton));
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

  private JsonObject opportunity() {
    return opportunity(reference);
  }

  private JsonObject opportunity(String reference) {
    return Json.createObjectBuilder()
        .add("kind", "opportunity")
        .add("reference", reference)
        .add("subject", "Écran \"noir\" ${body} 😀")
        .add("text", "It says \"#{1+1}\"\nand flickers")
        .add(
            "party",
            Json.createObjectBuilder()
                .add("code", customer)
                .add("name", "Änne & Co")
                .add("email", "anne@example.test"))
        .build();
  }

  private static JsonObjectBuilder step(String id) {
    return Json.createObjectBuilder().add("kind", "status").add("externalId", id);
  }

  @Test
  void makesAnOpportunityForANewCustomerAndFindsIt() throws Exception {
    JsonObject receipt = calls.deliver(opportunity());
    String id = receipt.getString("externalId");

    assertThat(receipt.getString("externalStatus")).isEqualTo("lead");
    assertThat(receipt.getString("externalUrl"))
        .isEqualTo(tryton.value("url") + "/#erp/model/sale.opportunity/" + id);
    JsonObject made =
        staff.record(MODEL, id, "description", "comment", "party.code", "party.name", "address");
    assertThat(made.getString("description")).isEqualTo("Écran \"noir\" ${body} 😀");
    assertThat(made.getString("comment")).isEqualTo("It says \"#{1+1}\"\nand flickers");
    assertThat(made.getJsonObject("party.").getString("code")).isEqualTo(customer);
    assertThat(made.getJsonObject("party.").getString("name")).isEqualTo("Änne & Co");
    assertThat(made.isNull("address")).isFalse();
    assertThat(calls.find(reference)).isEqualTo(receipt);
    assertThat(calls.status(id)).isEqualTo(receipt);
    assertThat(calls.find(reference + "0")).isEmpty();
    assertThat(calls.find("%")).isEmpty();
  }

  @Test
  void aCustomerIsMadeOnceHoweverManyComeAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(6);
    try {
      List<Callable<JsonObject>> together = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        String number = reference + "-" + i;
        together.add(() -> calls.deliver(opportunity(number)));
      }
      for (Future<JsonObject> receipt : threads.invokeAll(together)) {
        assertThat(receipt.get().getString("externalId")).isNotEmpty();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(staff.count("party.party", "code", customer)).isEqualTo(1);
    assertThat(staff.count(MODEL, "party.code", customer)).isEqualTo(6);
  }

  @Test
  void whatItRefusesBehindA200IsARefusalInItsOwnWords() throws Exception {
    String id = calls.deliver(opportunity()).getString("externalId");
    CallFailed missing = catchThrowableOfType(CallFailed.class, () -> calls.status("999999"));
    assertThat(missing.reason()).isEqualTo(Reason.DECLINED);
    assertThat(missing.answer()).contains("You are not allowed to read records");

    // It takes the button and does nothing: a lead is not won by being lost first.
    staff.press(MODEL, id, "cancel");
    CallFailed step = calls.refusal(step(id).add("state", "lost").build());
    assertThat(step.reason()).isEqualTo(Reason.DECLINED);
    assertThat(step.answer()).contains("It stayed \\\"cancelled\\\"");
    assertThat(calls.refusal(step("").addNull("externalId").addNull("state").build()).answer())
        .contains("no record in Tryton yet");
  }

  @Test
  void isCancelledOnceHoweverOftenItIsAsked() throws Exception {
    String id = calls.deliver(opportunity()).getString("externalId");
    JsonObject cancelled = step(id).add("state", "cancelled").build();

    assertThat(calls.deliver(cancelled).getString("externalStatus")).isEqualTo("cancelled");
    assertThat(calls.deliverAgain(cancelled).getString("externalStatus")).isEqualTo("cancelled");
    assertThat(staff.record(MODEL, id, "state").getString("state")).isEqualTo("cancelled");
  }

  @Test
  void whatStaffDoIsTold() throws Exception {
    String id = calls.deliver(opportunity()).getString("externalId");
    JsonObject before = calls.translated(calls.read(id));
    assertThat(before.getString("reference")).isEqualTo(reference);
    assertThat(before.getString("status")).isEqualTo("lead");

    staff.write(
        MODEL,
        id,
        Json.createObjectBuilder()
            .add("amount", TrytonStaff.amount("85"))
            .add("payment_term", 1)
            .build());
    staff.press(MODEL, id, "opportunity");
    JsonObject after = calls.translated(calls.read(id));

    assertThat(after.getString("status")).isEqualTo("opportunity");
    assertThat(after.getString("changedAt")).isGreaterThan(before.getString("changedAt"));
  }

  /** It gives no time of change to what has never changed. */
  @Test
  void changesTellOfNewRecordsAndOfChangedOnes() throws Exception {
    String changed = calls.deliver(opportunity(reference + "-a")).getString("externalId");
    String fresh = calls.deliver(opportunity(reference + "-b")).getString("externalId");
    staff.press(MODEL, changed, "cancel");
    String since = calls.translated(calls.read(changed)).getString("changedAt");

    assertThat(ids("2026-01-01T00:00:00Z")).doesNotHaveDuplicates().contains(changed, fresh);
    assertThat(ids(since)).contains(changed);
    assertThat(ids("2999-01-01T00:00:00Z")).isEmpty();
    assertThat(calls.changes("2026-01-01T00:00:00Z").getValuesAs(JsonObject.class))
        .extracting(change -> change.getString("at"))
        .isSorted();
  }

  private static List<String> ids(String since) throws CallFailed {
    return calls.changes(since).getValuesAs(JsonObject.class).stream()
        .map(change -> change.getString("externalId"))
        .toList();
  }

  @Test
  void aWrongPasswordIsRefusedAtTheDoor() {
    Map<String, String> properties = new HashMap<>(TrytonStaff.properties(tryton));
    properties.put("password", "p%ss&w?rd \"x\"");
    try (KameletCalls stranger = KameletCalls.open("tryton-crm-action", properties)) {
      CallFailed failure = catchThrowableOfType(CallFailed.class, stranger::probe);
      assertThat(failure.httpStatus()).isEqualTo(401);
    }
  }

  @Test
  void aSessionThatTheServerHasForgottenIsReplacedWithoutAnybodyNoticing() throws Exception {
    calls.probe();
    tryton.kill();
    TrytonSessions.forgetAll(tryton);
    tryton.restart();

    calls.probe();
    assertThat(calls.deliver(opportunity()).getString("externalStatus")).isEqualTo("lead");
    assertThat(staff(tryton).count(MODEL, "reference", reference)).isEqualTo(1);
  }

  /** The sessions of the staff were forgotten, too. */
  private static TrytonStaff staff(Peer tryton) throws Exception {
    staff = new TrytonStaff(tryton);
    return staff;
  }
}
