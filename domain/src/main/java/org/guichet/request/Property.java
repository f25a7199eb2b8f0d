package org.guichet.request;

import java.util.Objects;
import java.util.Set;
import org.guichet.conversation.ActivityKind;

/** What staff set of a request, each by itself: two who set different ones are in nobody's way. */
public enum Property {
  /** Value: a status. */
  STATUS(ActivityKind.STATUS_CHANGED),
  /** Value: a priority. */
  PRIORITY(ActivityKind.PRIORITY_CHANGED, ActivityKind.ESCALATED),
  /** Value: key of a person; empty for nobody. */
  ASSIGNEE(ActivityKind.ASSIGNED, ActivityKind.HANDED_OVER, ActivityKind.ESCALATED),
  /** Value: key of a team. */
  TEAM(ActivityKind.HANDED_OVER, ActivityKind.ESCALATED);

  private final Set<ActivityKind> changes;

  Property(ActivityKind... changes) {
    this.changes = Set.of(changes);
  }

  /** Which entries of the story may say that it changed. */
  public Set<ActivityKind> changes() {
    return changes;
  }

  /** Its value as somebody sees it. */
  public String of(RequestView view) {
    return switch (this) {
      case STATUS -> view.status().name();
      case PRIORITY -> view.priority().name();
      case ASSIGNEE -> Objects.toString(view.assigneeId(), "");
      case TEAM -> view.teamId().toString();
    };
  }

  /** Its value now. */
  String of(ServiceRequest request) {
    return switch (this) {
      case STATUS -> request.status().name();
      case PRIORITY -> request.priority().name();
      case ASSIGNEE -> Objects.toString(request.assigneeId(), "");
      case TEAM -> request.teamId().toString();
    };
  }
}
