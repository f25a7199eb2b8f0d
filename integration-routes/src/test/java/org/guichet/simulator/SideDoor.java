package org.guichet.simulator;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What tests and scripts need of a system: look at everything, play its staff, turn its knobs. */
final class SideDoor {
  private static final int SECONDS = 60;
  private static final int RETRY_AFTER = 5;
  private static final int DELAY_MS = 5000;

  private final CompanySystem system;

  SideDoor(CompanySystem system) {
    this.system = system;
  }

  Answer answer(Call call) throws IOException {
    try {
      return open(call);
    } catch (Refusal refusal) {
      return Answer.error(refusal.status(), refusal.getMessage());
    } catch (ClassCastException e) {
      return Answer.error(422, "a field has the wrong type");
    }
  }

  private Answer open(Call call) throws IOException {
    String what = call.method() + " " + call.segment(2) + (call.depth() > 3 ? "/" : "");
    switch (what) {
      case "GET records":
        return Answer.json(200, JsonText.array("records", records(call.query("reference"))));
      case "POST records/":
        Map<String, String> wish = texts(call.json());
        return Answer.json(200, system.setStatus(call.segment(3), wish));
      case "GET fault":
        return Answer.json(200, system.fault().toJson());
      case "POST fault":
        system.set(fault(call.json()));
        return Answer.json(200, system.fault().toJson());
      case "GET calls":
        return Answer.json(200, JsonText.array("calls", system.calls.all()));
      case "GET webhooks":
        return Answer.json(200, JsonText.array("webhooks", unsent()));
      case "POST reset":
        system.records.clear();
        system.calls.clear();
        system.set(Fault.NONE);
        return Answer.json(200, JsonValue.EMPTY_JSON_OBJECT);
      default:
        throw new Refusal(404, "nothing at this address");
    }
  }

  private List<JsonObject> records(String reference) {
    return system.records.all().stream()
        .filter(record -> reference == null || reference.equals(CompanySystem.reference(record)))
        .map(system::present)
        .toList();
  }

  private List<JsonObject> unsent() {
    return system.records.unsent().stream()
        .map(hook -> JsonText.object().add("id", hook.id()).add("record", hook.about()).build())
        .toList();
  }

  private static Fault fault(JsonObject knobs) {
    return Fault.of(
        knobs.getString("mode", ""),
        knobs.getInt("seconds", SECONDS),
        knobs.getInt("retryAfter", RETRY_AFTER),
        knobs.getInt("delayMs", DELAY_MS));
  }

  private static Map<String, String> texts(JsonObject json) {
    Map<String, String> texts = new HashMap<>();
    json.forEach(
        (name, value) ->
            texts.put(
                name, value instanceof JsonString text ? text.getString() : value.toString()));
    return texts;
  }
}
