package org.guichet.delivery;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a property names a secret instead of holding it: {@code {{secret:crm-client}}}. */
final class SecretReference {
  private static final Pattern REFERENCE =
      Pattern.compile("\\{\\{secret:([A-Za-z0-9][A-Za-z0-9._-]*)}}");

  private SecretReference() {}

  static String to(String id) {
    return "{{secret:" + id + "}}";
  }

  static boolean is(String value) {
    return REFERENCE.matcher(value).matches();
  }

  /** The ids of all secrets that these properties name. */
  static Set<String> in(Map<String, String> properties) {
    return properties.values().stream()
        .filter(value -> value != null)
        .map(REFERENCE::matcher)
        .filter(Matcher::matches)
        .map(reference -> reference.group(1))
        .collect(Collectors.toSet());
  }
}
