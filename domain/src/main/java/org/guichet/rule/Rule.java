package org.guichet.rule;

import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.guichet.shared.LocalizedText;

/**
 * A rule, for reading. A condition that is null holds always; an action that is null is not done.
 *
 * @param event type of the event, see {@link RuleEvent}
 * @param stopAfter whether the rules behind it are not asked when it has acted
 * @param serviceName names of the service, JSON
 * @param words one of which must stand in the subject or an answer
 * @param channel key of a connector, or {@link #PORTAL}
 * @param assignee name of the person
 * @param flow key of the flow that it starts
 */
public record Rule(
    long id,
    int position,
    String name,
    String event,
    boolean active,
    boolean stopAfter,
    UUID serviceId,
    String serviceName,
    UUID organizationId,
    String organization,
    List<String> words,
    String ifPriority,
    String ifStatus,
    String ifTag,
    String channel,
    Assign assign,
    UUID assigneeId,
    String assignee,
    UUID teamId,
    String team,
    String setPriority,
    String setStatus,
    String addTag,
    Tell tell,
    String flow,
    int version)
    implements Serializable {
  /** The channel of what was written in the portal itself. */
  public static final String PORTAL = "portal";

  public RuleEvent ruleEvent() {
    return RuleEvent.of(event);
  }

  public LocalizedText serviceNames() {
    return serviceName == null ? null : LocalizedText.parse(serviceName);
  }

  /** As a supervisor types it. */
  public RuleDraft draft() {
    return new RuleDraft(
        id,
        version,
        name,
        event,
        active,
        stopAfter,
        text(serviceId),
        text(organizationId),
        words == null ? "" : String.join(", ", words),
        text(ifPriority),
        text(ifStatus),
        text(ifTag),
        text(channel),
        assign == null ? "" : assign + ":" + text(assign == Assign.PERSON ? assigneeId : teamId),
        text(setPriority),
        text(setStatus),
        text(addTag),
        text(tell),
        text(flow));
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }
}
