package org.guichet.rule;

/** A rule that somebody has removed. */
public class RuleGone extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RuleGone(long rule) {
    super("there is no rule " + rule);
  }
}
