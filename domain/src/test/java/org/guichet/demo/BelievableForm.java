package org.guichet.demo;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.guichet.demo.BelievableCompany.Service;

/** What a customer types into a service's form; of kinds it does not know, nothing. */
final class BelievableForm {
  private static final int FIRST_YEAR = 2024;
  private final Random random;
  private final BelievableTexts texts;

  BelievableForm(Random random, BelievableTexts texts) {
    this.random = random;
    this.texts = texts;
  }

  /**
   * A form filled in.
   *
   * @param fields JSON, by key
   * @param takesFiles whether files can come with it
   */
  record Filled(String subject, JsonObject fields, boolean takesFiles) {}

  Filled fill(Service service, String language) {
    JsonObjectBuilder fields = Json.createObjectBuilder();
    String subject = null;
    boolean takesFiles = false;
    for (JsonObject field : service.fields()) {
      String key = field.getString("key");
      switch (field.getString("kind")) {
        case "TEXT" -> {
          String text = line(service.key() + " " + key, language);
          fields.add(key, text);
          subject = subject == null ? text : subject;
        }
        case "LONG_TEXT" -> fields.add(key, paragraph(service.key() + " " + key, language));
        case "CHOICE" ->
            options(field).stream().findAny().ifPresent(o -> fields.add(key, any(field)));
        case "FILES" -> takesFiles = true;
        default -> {
          // kinds that only some services ask for stay empty
        }
      }
    }
    return new Filled(
        subject == null ? line(service.key(), language) : subject, fields.build(), takesFiles);
  }

  private String line(String what, String language) {
    if (what.contains("device")) {
      return texts.any("devices." + language) + " " + texts.any("faults." + language);
    }
    if (what.contains("invoice")) {
      return (FIRST_YEAR + random.nextInt(3)) + "-" + (1000 + random.nextInt(9000));
    }
    return texts.any((what.contains("access") ? "systems." : "items.") + language);
  }

  private String paragraph(String what, String language) {
    String first = what.contains("invoice") ? texts.any("questions." + language) + " " : "";
    String last = random.nextInt(4) == 0 ? " " + texts.serialNumber() + "." : "";
    return first + texts.several("sentences." + language, 2 + random.nextInt(4)) + last;
  }

  private String any(JsonObject field) {
    List<String> options = options(field);
    return options.get(random.nextInt(options.size()));
  }

  private static List<String> options(JsonObject field) {
    JsonValue options = field.get("options");
    if (options instanceof JsonArray list) {
      return list.getValuesAs(JsonObject.class).stream()
          .map(one -> one.getString("value"))
          .toList();
    }
    return options == null ? List.of() : new ArrayList<>(options.asJsonObject().keySet());
  }
}
