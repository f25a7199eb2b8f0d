package org.guichet.rule;

/** A rule failed in a way that nobody foresaw; its transaction is undone. */
public class RuleBroke extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient Rule rule;

  RuleBroke(Rule rule, RuntimeException cause) {
    super("the rule " + rule.id() + " failed", cause);
    this.rule = rule;
  }

  public Rule rule() {
    return rule;
  }
}
