package org.guichet.conversation;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Colleagues whom a note calls by name: {@code @Tom Becker}. They are kept by their keys among the
 * note's details, with the name that stands in the text.
 */
public final class Mentions {
  /** What stands before a name, and before a key among the details. */
  public static final String SIGN = "@";

  private Mentions() {}

  /**
   * Whom the text calls.
   *
   * @param colleagues names of those who may be called, by key
   * @return names by key; of two with the same name both
   */
  public static Map<UUID, String> in(String text, Map<UUID, String> colleagues) {
    Map<UUID, String> called = new HashMap<>();
    // The longest first, and then out of the way: Tom Becker is not called where Tom Beckerson is.
    List<String> names =
        colleagues.values().stream()
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    String rest = text;
    for (String name : names) {
      if (!name.isBlank() && rest.contains(SIGN + name)) {
        rest = rest.replace(SIGN + name, "\n");
        colleagues.forEach((key, whose) -> call(called, name, key, whose));
      }
    }
    return called;
  }

  private static void call(Map<UUID, String> called, String name, UUID key, String whose) {
    if (whose.equals(name)) {
      called.put(key, name);
    }
  }

  /** As the details of a note have them. */
  static Map<String, String> details(Map<UUID, String> called) {
    return called.entrySet().stream()
        .collect(Collectors.toMap(one -> SIGN + one.getKey(), Map.Entry::getValue));
  }

  /** Back from the details of a note. */
  public static Map<UUID, String> of(Map<String, String> details) {
    return details.entrySet().stream()
        .filter(one -> one.getKey().startsWith(SIGN))
        .collect(
            Collectors.toMap(
                one -> UUID.fromString(one.getKey().substring(SIGN.length())),
                Map.Entry::getValue));
  }
}
