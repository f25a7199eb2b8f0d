package org.guichet.portal.request;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guichet.conversation.Mentions;
import org.guichet.request.MarkedPart;

/** Where a note calls colleagues by name. */
final class Calls {
  private Calls() {}

  /** The text in parts, the names that are called marked. */
  static List<MarkedPart> in(String text, Collection<String> names) {
    if (names.isEmpty()) {
      return List.of(new MarkedPart(text, false));
    }
    String any =
        names.stream()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .map(Pattern::quote)
            .collect(Collectors.joining("|", Pattern.quote(Mentions.SIGN) + "(?:", ")"));
    List<MarkedPart> parts = new ArrayList<>();
    Matcher call = Pattern.compile(any).matcher(text);
    int from = 0;
    while (call.find()) {
      add(parts, text.substring(from, call.start()), false);
      add(parts, call.group(), true);
      from = call.end();
    }
    add(parts, text.substring(from), false);
    return parts;
  }

  private static void add(List<MarkedPart> parts, String text, boolean marked) {
    if (!text.isEmpty()) {
      parts.add(new MarkedPart(text, marked));
    }
  }
}
