package org.guichet.rule;

/** A rule failed in a way that nobody foresaw; its transaction is undone. */
public class RuleBroke extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Rule rule;
  private final long eventId;

  RuleBroke(Rule rule, long eventId, RuntimeException cause) {
    super("the rule " + rule.id() + " failed with the event " + eventId, cause);
    this.rule = rule;
    this.eventId = eventId;
  }

  public Rule rule() {
    return rule;
  }

  /** The event that it was asked about. */
  public long eventId() {
    return eventId;
  }
}
