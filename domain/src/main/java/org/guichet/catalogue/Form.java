package org.guichet.catalogue;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.guichet.shared.LocalizedText;

/**
 * The form of a request type, as data: its sections in the order in which they are asked.
 *
 * <p>What was typed is one text per input: several choices are lines, a person or an address has an
 * input per part ({@code employee-email}). How answers are kept with a request is {@link Answers}'
 * matter.
 *
 * @param subject key of the field that names the request; null for the first text
 */
public record Form(List<Section> sections, String subject) implements Serializable {

  /**
   * Questions that belong together.
   *
   * @param title may be empty when there is only one section
   */
  public record Section(LocalizedText title, List<FormField> fields) implements Serializable {
    static Section of(JsonObject json) {
      return new Section(
          json.containsKey("title")
              ? LocalizedText.of(json.getJsonObject("title"))
              : new LocalizedText(Map.of()),
          json.getJsonArray("fields").getValuesAs(JsonObject.class).stream()
              .map(FormField::of)
              .collect(Collectors.toList()));
    }

    private JsonObject json() {
      JsonArrayBuilder array = Json.createArrayBuilder();
      fields.forEach(field -> array.add(field.json()));
      JsonObjectBuilder json = Json.createObjectBuilder();
      if (!title.texts().isEmpty()) {
        json.add("title", title.json());
      }
      return json.add("fields", array).build();
    }
  }

  /** From {"sections": [{"title": …, "fields": […]}]}, or {"fields": […]} for a short one. */
  public static Form of(JsonObject json) {
    List<Section> sections =
        json.containsKey("sections")
            ? json.getJsonArray("sections").getValuesAs(JsonObject.class).stream()
                .map(Section::of)
                .collect(Collectors.toList())
            : new ArrayList<>(List.of(Section.of(json)));
    return new Form(sections, json.getString("subject", null));
  }

  /** The definition from which {@link #of} makes an equal form. */
  public JsonObject json() {
    JsonArrayBuilder array = Json.createArrayBuilder();
    sections.forEach(section -> array.add(section.json()));
    JsonObjectBuilder json = Json.createObjectBuilder();
    if (subject != null) {
      json.add("subject", subject);
    }
    return json.add("sections", array).build();
  }

  /** All fields, in their order. */
  public List<FormField> fields() {
    return sections.stream().flatMap(section -> section.fields().stream()).toList();
  }

  /** Whether it is worth reading one's answers once more before they are sent. */
  public boolean isLong() {
    return sections.size() > 1;
  }

  /** The fields that are asked, given what was typed into those before them. */
  public List<FormField> shown(Map<String, String> typed) {
    List<FormField> shown = new ArrayList<>();
    for (FormField field : fields()) {
      Condition condition = field.shownWhen();
      boolean asked =
          condition == null
              || shown.stream().anyMatch(earlier -> earlier.key().equals(condition.field()))
                  && condition.isMetBy(typed.get(condition.field()));
      if (asked) {
        shown.add(field);
      }
    }
    return shown;
  }

  /** The fields that are asked and were answered, in their order; files are no answers. */
  public List<FormField> answered(Map<String, String> typed) {
    return shown(typed).stream()
        .filter(field -> field.kind() != FieldKind.FILES)
        .filter(
            field ->
                field.inputs().stream().anyMatch(input -> !typed.getOrDefault(input, "").isBlank()))
        .toList();
  }

  /**
   * What is wrong with these answers, by input; empty when nothing is.
   *
   * @param typed what was typed, by input
   * @param files how many files came with it
   */
  public Map<String, Violation> violations(Map<String, String> typed, int files) {
    Map<String, Violation> violations = new LinkedHashMap<>();
    for (FormField field : shown(typed)) {
      FieldCheck.check(field, typed, files, violations);
    }
    return violations;
  }

  /**
   * The texts of this form's inputs and nothing else: what was posted by hand, and what is not
   * asked, is dropped.
   */
  public Map<String, String> accept(Map<String, String> typed) {
    Map<String, String> accepted = new LinkedHashMap<>();
    for (FormField field : shown(typed)) {
      if (field.kind() != FieldKind.FILES) {
        for (String input : field.inputs()) {
          String value = typed.get(input);
          if (value != null && !value.isBlank()) {
            accepted.put(input, value.strip());
          }
        }
      }
    }
    return accepted;
  }

  /**
   * What the customer wrote as plain text for systems that know no fields: one "Label: value" a
   * line; without what is sensitive.
   */
  public String text(Map<String, String> accepted, Locale locale) {
    return fields().stream()
        .filter(field -> !field.sensitive())
        .filter(field -> field.inputs().stream().anyMatch(accepted::containsKey))
        .map(field -> field.label().in(locale) + ": " + Answers.display(field, accepted, locale))
        .collect(Collectors.joining("\n"));
  }
}
