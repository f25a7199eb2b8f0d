package org.guichet.simulator;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Invoices. An API key; honours idempotency keys. A draft gets its number when it is issued. */
final class Invoicing extends CompanySystem {
  /** What a repair costs when nobody says otherwise. */
  private static final String USUAL_AMOUNT = "85.00";

  /**
   * It says more than it should, as such systems do: the portal keeps no more than the last four
   * digits.
   */
  static final String USUAL_MEANS = "Visa 4242 4242 4242 4242";

  private static final long FIRST_NUMBER = 101;
  private static final int DAYS_TO_PAY = 14;

  Invoicing(Setup setup) {
    super(
        setup,
        true,
        new Kind(
            "invoice",
            "invoices",
            "I-",
            1,
            List.of("draft", "issued", "paid", "cancelled"),
            List.of("reference")));
  }

  @Override
  void admit(Call call) {
    if (!"invoicing-key".equals(call.header("X-Api-Key"))) {
      throw new Refusal(401, "unknown API key");
    }
  }

  @Override
  JsonObject begin(Kind kind, JsonObject body) {
    JsonArray lines =
        body.get("lines") instanceof JsonArray array ? array : JsonValue.EMPTY_JSON_ARRAY;
    BigDecimal amount =
        lines.stream()
            .map(line -> Money.of(line.asJsonObject().get("amount")))
            .reduce(Money.of("0"), BigDecimal::add);
    return JsonText.object(super.begin(kind, body))
        .addNull("number")
        .add("amount", amount)
        .add("currency", "EUR")
        .addNull("dueOn")
        .build();
  }

  @Override
  JsonObject change(JsonObject invoice, String status, Map<String, String> form) {
    JsonObjectBuilder changed = JsonText.object(super.change(invoice, status, form));
    LocalDate today = LocalDate.now();
    if (isBill(status) && invoice.isNull("number")) {
      changed
          .add("number", today.getYear() + "-" + records.next("invoice", FIRST_NUMBER))
          .add("amount", amount(invoice, form))
          .add("issuedOn", today.toString())
          .add("dueOn", today.plusDays(DAYS_TO_PAY).toString());
    }
    if (status.equals("paid")) {
      changed.add("paidOn", today.toString()).add("means", form.getOrDefault("means", USUAL_MEANS));
    }
    return changed.build();
  }

  @Override
  List<Action> actions(JsonObject invoice) {
    return switch (invoice.getString("status")) {
      case "draft" ->
          List.of(new Action("Issue invoice", "issued"), new Action("Cancel", "cancelled"));
      case "issued" ->
          List.of(new Action("Mark as paid", "paid"), new Action("Cancel", "cancelled"));
      default -> List.of();
    };
  }

  @Override
  String summary(JsonObject invoice) {
    String number = invoice.isNull("number") ? "Draft" : invoice.getString("number");
    String customer =
        invoice.get("customer") instanceof JsonObject person
            ? ", " + person.getString("name", "")
            : "";
    return number
        + ", "
        + Money.of(invoice.get("amount"))
        + " "
        + invoice.getString("currency")
        + customer;
  }

  private static boolean isBill(String status) {
    return status.equals("issued") || status.equals("paid");
  }

  private static BigDecimal amount(JsonObject invoice, Map<String, String> form) {
    return form.containsKey("amount") ? Money.of(form.get("amount")) : proposedAmount(invoice);
  }

  /** What a draft would be issued with: the sum of its lines, if that is not nothing. */
  static BigDecimal proposedAmount(JsonObject invoice) {
    BigDecimal drafted = Money.of(invoice.get("amount"));
    return drafted.signum() == 0 ? Money.of(USUAL_AMOUNT) : drafted;
  }
}
