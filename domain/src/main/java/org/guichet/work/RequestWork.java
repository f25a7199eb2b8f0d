package org.guichet.work;

import java.io.Serializable;
import java.util.List;

/**
 * What staff keep beside a request.
 *
 * @param tags by name
 * @param checklist in its order
 * @param worked oldest first
 * @param links those that the viewer sees, the newest first
 * @param ofCustomer how many requests of the same customer the viewer sees, at most {@link
 *     #MOST_COUNTED}
 * @param openOfCustomer how many of them are open
 */
public record RequestWork(
    List<String> tags,
    List<ChecklistItem> checklist,
    List<Worked> worked,
    List<LinkedRequest> links,
    int ofCustomer,
    int openOfCustomer)
    implements Serializable {

  /** Counts stop here. */
  public static final int MOST_COUNTED = 1_000;

  /** Nothing. */
  public static final RequestWork NONE =
      new RequestWork(List.of(), List.of(), List.of(), List.of(), 0, 0);

  /** How many things of the checklist are done. */
  public int done() {
    return (int) checklist.stream().filter(ChecklistItem::isDone).count();
  }

  /** All minutes together. */
  public int minutes() {
    return worked.stream().mapToInt(Worked::minutes).sum();
  }
}
