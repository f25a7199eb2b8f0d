package org.guichet.catalogue;

import jakarta.json.JsonObject;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The form of a request type, as data: its fields in the order in which they are asked. */
public record Form(List<FormField> fields) implements Serializable {

  static Form of(JsonObject json) {
    return new Form(
        json.getJsonArray("fields").getValuesAs(JsonObject.class).stream()
            .map(FormField::of)
            .collect(Collectors.toList()));
  }

  /**
   * What is wrong with these values, by field; empty when nothing is.
   *
   * @param values what was typed, by field
   * @param files how many files came with it
   */
  public Map<String, Violation> violations(Map<String, String> values, int files) {
    Map<String, Violation> violations = new LinkedHashMap<>();
    for (FormField field : fields) {
      Violation violation =
          field.kind() == FieldKind.FILES
              ? ofFiles(field, files)
              : ofText(field, values.get(field.key()));
      if (violation != null) {
        violations.put(field.key(), violation);
      }
    }
    return violations;
  }

  private static Violation ofFiles(FormField field, int files) {
    if (field.required() && files == 0) {
      return Violation.of("field.fileMissing");
    }
    return files > field.maxLength() ? Violation.of("field.tooManyFiles", field.maxLength()) : null;
  }

  private static Violation ofText(FormField field, String typed) {
    String value = typed == null ? "" : typed.strip();
    if (value.isEmpty()) {
      return field.required() ? Violation.of("field.missing") : null;
    }
    if (field.kind() == FieldKind.CHOICE) {
      boolean offered = field.options().stream().anyMatch(option -> option.value().equals(value));
      return offered ? null : Violation.of("field.notOffered");
    }
    int length = value.codePointCount(0, value.length());
    if (length > field.maxLength()) {
      return Violation.of("field.tooLong", field.maxLength(), length);
    }
    return value.indexOf('\0') >= 0 ? Violation.of("field.unprintable") : null;
  }

  /** The values of this form's text fields and nothing else: a field posted by hand is dropped. */
  public Map<String, String> accept(Map<String, String> values) {
    Map<String, String> accepted = new LinkedHashMap<>();
    for (FormField field : fields) {
      String value = values.get(field.key());
      if (field.kind() != FieldKind.FILES && value != null && !value.isBlank()) {
        accepted.put(field.key(), value.strip());
      }
    }
    return accepted;
  }

  /**
   * What the customer wrote as plain text for systems that know no fields: one "Label: value" a
   * line.
   */
  public String text(Map<String, String> values) {
    return fields.stream()
        .filter(field -> values.containsKey(field.key()))
        .map(
            field ->
                field.label().in(Locale.ENGLISH)
                    + ": "
                    + field.display(values.get(field.key()), Locale.ENGLISH))
        .collect(Collectors.joining("\n"));
  }
}
