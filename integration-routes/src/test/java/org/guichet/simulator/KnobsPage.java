package org.guichet.simulator;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes a system misbehave, and shows what other programs ask of it. */
final class KnobsPage {
  private static final int CALLS = 20;

  private final CompanySystem system;

  KnobsPage(CompanySystem system) {
    this.system = system;
  }

  void turn(Map<String, String> form) {
    system.set(
        Fault.of(
            form.getOrDefault("mode", ""),
            number(form, "seconds"),
            (int) number(form, "retryAfter"),
            number(form, "delay") * 1000));
  }

  private static long number(Map<String, String> form, String field) {
    try {
      return Long.parseLong(form.getOrDefault(field, ""));
    } catch (NumberFormatException e) {
      throw new Refusal(422, field + " must be a whole number");
    }
  }

  String content() {
    return """
        <h1>Knobs</h1>
        <form class="card knobs" method="post" action="%sknobs">
        <fieldset><legend>What the API does to other programs</legend>%s</fieldset>
        <div class="numbers">
        <label>For seconds <input type="number" name="seconds" min="1" max="86400" value="60"></label>
        <label>Retry-After, seconds <input type="number" name="retryAfter" min="0" value="5"></label>
        <label>Slow by seconds <input type="number" name="delay" min="0" value="5"></label>
        </div>
        <button>Set fault</button>
        </form>
        %s
        <h2>Last calls</h2>
        %s
        """
        .formatted(system.base(), modes(), webhooks(), calls());
  }

  private String modes() {
    return Fault.MODES.entrySet().stream()
        .map(
            mode ->
                """
                <label class="mode"><input type="radio" name="mode" value="%s"%s> <span>%s</span> \
                <code>%1$s</code></label>
                """
                    .formatted(
                        mode.getKey(),
                        system.fault().is(mode.getKey()) ? " checked" : "",
                        mode.getValue()))
        .collect(Collectors.joining());
  }

  private String webhooks() {
    if (system.webhooks() == null) {
      return "<p class=\"faint\">This system sends no webhooks.</p>";
    }
    String last = system.webhooks().lastAnswer();
    return "<p class=\"faint\">Webhooks waiting: %d. Last answer: %s.</p>"
        .formatted(system.records.unsent().size(), last.isEmpty() ? "none yet" : Html.escape(last));
  }

  private String calls() {
    List<JsonObject> calls = new ArrayList<>(system.calls.all());
    Collections.reverse(calls);
    if (calls.isEmpty()) {
      return "<p class=\"card faint\">No program has called yet.</p>";
    }
    return calls.stream()
        .limit(CALLS)
        .map(
            call ->
                "<li><span>%s</span> <b>%s</b> <span class=\"mono\">%s %s</span></li>"
                    .formatted(
                        Html.time(call.getString("at")),
                        call.getInt("status") == 0 ? "cut" : call.getInt("status"),
                        Html.escape(call.getString("method")),
                        Html.escape(call.getString("path"))))
        .collect(Collectors.joining("", "<ul class=\"card calls\">", "</ul>"));
  }
}
