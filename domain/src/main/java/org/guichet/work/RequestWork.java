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
 */
public record RequestWork(
    List<String> tags,
    List<ChecklistItem> checklist,
    List<Worked> worked,
    List<LinkedRequest> links)
    implements Serializable {

  /** Nothing. */
  public static final RequestWork NONE =
      new RequestWork(List.of(), List.of(), List.of(), List.of());

  /** How many things of the checklist are done. */
  public int done() {
    return (int) checklist.stream().filter(ChecklistItem::isDone).count();
  }

  /** All minutes together. */
  public int minutes() {
    return worked.stream().mapToInt(Worked::minutes).sum();
  }
}
