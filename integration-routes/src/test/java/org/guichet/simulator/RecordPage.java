package org.guichet.simulator;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** One record: what its staff can do with it, and all that is known of it. */
final class RecordPage {
  private static final Set<String> SHOWN_ELSEWHERE = Set.of("id", "kind", "status", "files");

  private final CompanySystem system;
  private final JsonObject record;

  RecordPage(CompanySystem system, JsonObject record) {
    this.system = system;
    this.record = record;
  }

  String title() {
    return record.getString("id") + ": " + system.summary(record);
  }

  String content() {
    return """
        <p class="crumb">%s</p>
        <div class="head"><h1>%s <span class="faint">%s</span></h1>%s</div>
        %s%s
        <h2>All data</h2>
        <dl class="card facts">%s</dl>
        """
        .formatted(
            Html.link(system.base(), system.title()),
            Html.escape(system.summary(record)),
            record.getString("id"),
            Html.status(record.getString("status")),
            actions(),
            files(),
            facts("", record));
  }

  private String actions() {
    String buttons =
        system.actions(record).stream()
            .filter(action -> !action.status().equals(record.getString("status")))
            .map(this::form)
            .collect(Collectors.joining());
    return buttons.isEmpty() ? "" : "<div class=\"card actions\">" + buttons + "</div>";
  }

  private String form(CompanySystem.Action action) {
    return """
        <form method="post" action="%s">%s<button name="status" value="%s">%s</button></form>
        """
        .formatted(system.page(record), field(action), action.status(), action.label());
  }

  private String field(CompanySystem.Action action) {
    return switch (action.status()) {
      case "issued" -> amountField();
      case "paid" -> meansField();
      default -> "";
    };
  }

  private static String meansField() {
    return """
        <label>By <input name="means" maxlength="60" value="%s"></label>
        """
        .formatted(Invoicing.USUAL_MEANS);
  }

  private String amountField() {
    return """
        <label>Amount in EUR <input name="amount" inputmode="decimal" required \
        pattern="[0-9]+([.,][0-9]{1,2})?" value="%s"></label>
        """
        .formatted(Invoicing.proposedAmount(record));
  }

  private String files() {
    if (!(record.get("files") instanceof JsonArray files)) {
      return "";
    }
    if (files.isEmpty()) {
      return "<h2>Files</h2><p class=\"card faint\">No file yet.</p>";
    }
    String rows =
        files.getValuesAs(JsonObject.class).stream().map(this::file).collect(Collectors.joining());
    return "<h2>Files</h2><ul class=\"card files\">" + rows + "</ul>";
  }

  private String file(JsonObject file) {
    String name = file.getString("name");
    String address =
        system.page(record)
            + "/files/"
            + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return """
        <li>%s <span>%s</span> <span class="faint mono">sha-256 %s…</span></li>
        """
        .formatted(
            Html.link(address, name),
            Html.size(file.getJsonNumber("size").longValue()),
            file.getString("sha256").substring(0, 12));
  }

  private static String facts(String prefix, JsonObject object) {
    StringBuilder facts = new StringBuilder();
    object.forEach(
        (name, value) -> {
          if (value instanceof JsonObject inner) {
            facts.append(facts(prefix + words(name) + ", ", inner));
          } else if (!prefix.isEmpty() || !SHOWN_ELSEWHERE.contains(name)) {
            facts.append("<dt>").append(Html.escape(label(prefix + words(name)))).append("</dt>");
            facts.append("<dd>").append(text(name, value)).append("</dd>");
          }
        });
    return facts.toString();
  }

  private static String text(String name, JsonValue value) {
    if (value == JsonValue.NULL) {
      return "<span class=\"faint\">none yet</span>";
    }
    if (value instanceof JsonArray array) {
      return array.stream().map(RecordPage::line).collect(Collectors.joining("<br>"));
    }
    if (value instanceof JsonString string) {
      return name.endsWith("edAt") && string.getString().endsWith("Z")
          ? Html.time(string.getString())
          : Html.escape(string.getString());
    }
    return Html.escape(value.toString());
  }

  private static String line(JsonValue value) {
    return value instanceof JsonObject object
        ? object.entrySet().stream()
            .map(entry -> text(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "))
        : text("", value);
  }

  /** "createdAt" as a person writes it. */
  private static String words(String name) {
    return name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase();
  }

  private static String label(String words) {
    return words.isEmpty() ? "" : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
