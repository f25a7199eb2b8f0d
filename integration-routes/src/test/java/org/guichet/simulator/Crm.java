package org.guichet.simulator;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;

/**
 * Cases, payments, and the devices of its customers. OAuth 2.0 client credentials; honours
 * idempotency keys.
 */
final class Crm extends CompanySystem {
  private final AccessTokens tokens = new AccessTokens("guichet", "crm-secret");

  Crm(Setup setup) {
    super(
        setup,
        true,
        new Kind(
            "case",
            "cases",
            "C-",
            20001,
            List.of("open", "qualified", "closed"),
            List.of("reference", "subject")),
        new Kind(
            "payment", "payments", "P-", 1, List.of("recorded"), List.of("reference", "currency")));
  }

  @Override
  void admit(Call call) {
    tokens.check(call.header("Authorization"), call.segment(2));
  }

  @Override
  Answer api(Call call) throws IOException {
    if (call.segment(1).equals("oauth")) {
      if (!call.isPost() || !call.segment(2).equals("token")) {
        throw new Refusal(404, "nothing at this address");
      }
      return tokens.issue(call.header("Authorization"), call.form());
    }
    if (call.method().equals("GET") && call.segment(2).equals("devices")) {
      admit(call);
      return Answer.json(
          200,
          JsonText.array("devices", Devices.find(call.query("customer"), call.query("search"))));
    }
    return super.api(call);
  }

  @Override
  JsonObject begin(Kind kind, JsonObject body) {
    JsonObject record = super.begin(kind, body);
    return kind.name().equals("payment")
        ? JsonText.object(record).add("amount", Money.of(body.get("amount"))).build()
        : record;
  }

  @Override
  List<Action> actions(JsonObject record) {
    return switch (record.getString("status")) {
      case "open" -> List.of(new Action("Qualify", "qualified"), new Action("Close", "closed"));
      case "qualified" -> List.of(new Action("Close", "closed"));
      default -> List.of();
    };
  }

  @Override
  String summary(JsonObject record) {
    return record.getString("kind").equals("case")
        ? record.getString("subject")
        : Money.of(record.get("amount")) + " " + record.getString("currency");
  }
}
