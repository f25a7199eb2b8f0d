package org.guichet.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import java.util.Base64;
import java.util.List;

/** Tickets. Basic authentication; the same ticket sent twice is two tickets. */
final class HelpDesk extends CompanySystem {
  private static final String BASIC =
      "Basic " + Base64.getEncoder().encodeToString("guichet:helpdesk-secret".getBytes(UTF_8));

  HelpDesk(Setup setup) {
    super(
        setup,
        false,
        new Kind(
            "ticket",
            "tickets",
            "HD-",
            1,
            List.of("new", "in repair", "waiting for customer", "solved", "closed"),
            List.of("reference", "title")));
  }

  @Override
  void admit(Call call) {
    if (!BASIC.equals(call.header("Authorization"))) {
      throw new Refusal(401, "unknown user or wrong password");
    }
  }

  @Override
  List<Action> actions(JsonObject ticket) {
    return switch (ticket.getString("status")) {
      case "closed" -> List.of();
      case "solved" ->
          List.of(new Action("Set to in repair", "in repair"), new Action("Close", "closed"));
      default ->
          List.of(
              new Action("Set to in repair", "in repair"),
              new Action("Waiting for customer", "waiting for customer"),
              new Action("Solved", "solved"));
    };
  }

  @Override
  String summary(JsonObject ticket) {
    return ticket.getString("title");
  }
}
