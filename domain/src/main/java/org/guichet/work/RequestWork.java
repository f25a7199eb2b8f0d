package org.guichet.work;

import java.io.Serializable;
import java.util.List;

/**
 * What staff keep beside a request.
 *
 * @param tags by name
 * @param checklist in its order
 * @param worked the newest entries, oldest first, at most {@link #MOST_LISTED}
 * @param moreWorked whether there are older ones
 * @param minutes of all entries together
 * @param links those that the viewer sees, the newest first, at most {@link #MOST_LISTED}
 * @param moreLinks whether there are older ones
 * @param ofCustomer how many requests of the same customer the viewer sees, at most {@link
 *     #MOST_COUNTED}
 * @param openOfCustomer how many of them are open
 */
public record RequestWork(
    List<String> tags,
    List<ChecklistItem> checklist,
    List<Worked> worked,
    boolean moreWorked,
    int minutes,
    List<LinkedRequest> links,
    boolean moreLinks,
    int ofCustomer,
    int openOfCustomer)
    implements Serializable {

  /** Entries of time, and links. */
  public static final int MOST_LISTED = 200;

  /** Counts stop here. */
  public static final int MOST_COUNTED = 1_000;

  /** Nothing. */
  public static final RequestWork NONE =
      new RequestWork(List.of(), List.of(), List.of(), false, 0, List.of(), false, 0, 0);

  /** How many things of the checklist are done. */
  public int done() {
    return (int) checklist.stream().filter(ChecklistItem::isDone).count();
  }
}
