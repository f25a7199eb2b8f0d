package org.guichet.catalogue;

import java.io.Serializable;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.guichet.shared.LocalizedText;

/**
 * Something that can be asked for.
 *
 * @param key its name in addresses, such as {@code device-repair}
 * @param icon name of a symbol in the icon sprite
 * @param teamId the team that serves it
 */
public record RequestType(
    UUID id,
    String key,
    LocalizedText category,
    LocalizedText name,
    LocalizedText summary,
    String icon,
    Form form,
    UUID teamId)
    implements Serializable {
  private static final int SUBJECT_LENGTH = 120;

  /** A request's subject: the first line that the customer wrote, else the name of the service. */
  public String subject(Map<String, String> fields) {
    String first =
        form.fields().stream()
            .filter(field -> field.kind() == FieldKind.TEXT && fields.containsKey(field.key()))
            .map(field -> fields.get(field.key()))
            .findFirst()
            .orElseGet(() -> name.in(Locale.ENGLISH));
    return first.codePointCount(0, first.length()) <= SUBJECT_LENGTH
        ? first
        : first.substring(0, first.offsetByCodePoints(0, SUBJECT_LENGTH - 1)) + "…";
  }
}
