package org.guichet.portal.catalogue;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;
import org.guichet.catalogue.Refused;
import org.guichet.catalogue.Refused.Problem;
import org.guichet.portal.shared.Words;

/** What is wrong in a form about the catalogue, in words and beside its fields. */
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
        .map(problem -> words.of("catalogue.wrong." + problem.what()))
        .distinct()
        .collect(Collectors.joining(" "));
  }
}
