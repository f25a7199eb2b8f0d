package org.guichet.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Tickets. Basic authentication; the same ticket sent twice is two tickets, the same note is one.
 * What other programs change is told to the world like the work of its staff.
 */
final class HelpDesk extends CompanySystem {
  private static final String BASIC =
      "Basic " + Base64.getEncoder().encodeToString("guichet:helpdesk-secret".getBytes(UTF_8));

  private static final List<String> CHANGEABLE = List.of("status", "priority", "assignee");

  HelpDesk(Setup setup) {
    super(
        setup,
        false,
        new Kind(
            "ticket",
            "tickets",
            "HD-",
            1,
            List.of("new", "in repair", "waiting for customer", "solved", "closed", "cancelled"),
            List.of("reference", "title")));
  }

  @Override
  void admit(Call call) {
    if (!BASIC.equals(call.header("Authorization"))) {
      throw new Refusal(401, "unknown user or wrong password");
    }
  }

  @Override
  Answer api(Call call) throws IOException {
    boolean isOfATicket = call.segment(2).equals("tickets");
    if (isOfATicket && call.isPost() && call.depth() == 5 && call.segment(4).equals("notes")) {
      admit(call);
      return note(get(kinds().get(0), call.segment(3)), call.json());
    }
    if (isOfATicket && call.method().equals("PATCH") && call.depth() == 4) {
      admit(call);
      return patch(get(kinds().get(0), call.segment(3)), call.json());
    }
    return super.api(call);
  }

  private Answer note(JsonObject ticket, JsonObject note) {
    String reference = note.getString("reference", "");
    if (reference.isEmpty()) {
      throw new Refusal(422, "reference missing");
    }
    if (references(ticket).contains(reference)) {
      return Answer.json(200, present(ticket));
    }
    JsonObject noted =
        records.change(
            ticket.getString("id"),
            before -> JsonText.object(before).add("notes", with(notes(before), note)).build());
    return Answer.json(201, present(noted));
  }

  private static JsonArray notes(JsonObject ticket) {
    return ticket.get("notes") instanceof JsonArray notes ? notes : JsonValue.EMPTY_JSON_ARRAY;
  }

  private static List<String> references(JsonObject ticket) {
    return notes(ticket).getValuesAs(JsonObject.class).stream()
        .map(note -> note.getString("reference"))
        .toList();
  }

  private static JsonArray with(JsonArray notes, JsonObject note) {
    return Json.createArrayBuilder(notes).add(note).build();
  }

  private Answer patch(JsonObject ticket, JsonObject changes) {
    String id = ticket.getString("id");
    if (!CHANGEABLE.containsAll(changes.keySet())) {
      throw new Refusal(422, "only these can be changed: " + String.join(", ", CHANGEABLE));
    }
    JsonObject others = JsonText.object(changes).remove("status").build();
    if (!others.isEmpty()) {
      records.change(id, before -> JsonText.object(before).addAll(JsonText.object(others)).build());
    }
    String status = changes.getString("status", ticket.getString("status"));
    if (!status.equals(ticket.getString("status"))) {
      setStatus(id, Map.of("status", status));
    }
    return Answer.json(200, present(get(kinds().get(0), id)));
  }

  @Override
  List<Action> actions(JsonObject ticket) {
    return switch (ticket.getString("status")) {
      case "closed", "cancelled" -> List.of();
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
