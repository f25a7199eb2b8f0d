package org.guichet.portal.servicelevel;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.guichet.portal.shared.Words;
import org.guichet.servicelevel.Refused;
import org.guichet.servicelevel.Refused.Problem;

/** What is wrong in a form, in words and beside its fields. */
record Problems(List<Problem> all) implements Serializable {
  static final Problems NONE = new Problems(List.of());

  static Problems of(Refused refused) {
    return new Problems(refused.problems());
  }

  boolean isEmpty() {
    return all.isEmpty();
  }

  /** Everything about a field, or all fields whose names begin so; empty when it is right. */
  String about(String field, Words words) {
    return all.stream()
        .filter(problem -> problem.field().equals(field) || isPart(problem.field(), field))
        .map(problem -> words.of("levels.wrong." + problem.what(), problem.value()))
        .distinct()
        .collect(Collectors.joining(" "));
  }

  private static boolean isPart(String field, String group) {
    return !group.isEmpty() && field.startsWith(group + "-");
  }
}
