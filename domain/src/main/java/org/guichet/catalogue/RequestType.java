package org.guichet.catalogue;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Something that can be asked for, with its form.
 *
 * @param formVersion the version of the form that is asked today
 * @param teamId the team that serves it
 * @param defaultPriority how urgent a new request of it is, such as NORMAL
 */
public record RequestType(
    UUID id, Service service, Form form, int formVersion, UUID teamId, String defaultPriority)
    implements Serializable {
  private static final int SUBJECT_LENGTH = 120;

  public String key() {
    return service.key();
  }

  /**
   * A request's subject: the line that the customer wrote; else the name of the service, with what
   * the form names as its subject.
   *
   * @param accepted what the form has accepted
   */
  public String subject(Map<String, String> accepted, Locale locale) {
    String name = service.name().in(locale);
    String subject =
        form.fields().stream()
            .filter(this::isSubject)
            .findFirst()
            .filter(field -> field.inputs().stream().anyMatch(accepted::containsKey))
            .map(field -> subject(field, name, accepted, locale))
            .orElse(name);
    return subject.codePointCount(0, subject.length()) <= SUBJECT_LENGTH
        ? subject
        : subject.substring(0, subject.offsetByCodePoints(0, SUBJECT_LENGTH - 1)) + "…";
  }

  /** Whether the field says in a line what the request is about. */
  public boolean isTitle(FormField field) {
    return field.kind() == FieldKind.TEXT
        && form.fields().stream()
            .filter(this::isSubject)
            .findFirst()
            .filter(field::equals)
            .isPresent();
  }

  private boolean isSubject(FormField field) {
    return form.subject() == null
        ? field.kind() == FieldKind.TEXT && !field.sensitive()
        : field.key().equals(form.subject());
  }

  private static String subject(
      FormField field, String name, Map<String, String> accepted, Locale locale) {
    return switch (field.kind()) {
      case TEXT -> accepted.get(field.key());
      case LOOKUP -> name + ": " + accepted.get(field.part("label"));
      case PERSON -> name + ": " + accepted.get(field.part("name"));
      default -> name + ": " + Answers.display(field, accepted, locale);
    };
  }
}
