package org.guichet.portal.template;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.guichet.portal.shared.Words;
import org.guichet.template.Placeholder;
import org.guichet.template.Refused;
import org.guichet.template.Refused.Problem;

/** What is wrong in a form of a template or a macro, in words and beside its fields. */
public record Problems(List<Problem> all) implements Serializable {
  public static final Problems NONE = new Problems(List.of());

  /** What a refusal names. */
  public static Problems of(Refused refused) {
    return new Problems(refused.problems());
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** Everything about a field; empty when it is right. */
  public String about(String field, Words words) {
    return all.stream()
        .filter(problem -> problem.field().equals(field))
        .map(problem -> words.of("templates.wrong." + problem.what(), problem.value(), places()))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  /** All places there are, as one writes them. */
  public static String places() {
    return Arrays.stream(Placeholder.values())
        .map(Placeholder::written)
        .collect(Collectors.joining(", "));
  }
}
