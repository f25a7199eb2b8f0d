package org.guichet.demo;

/**
 * Why the demo cannot run, in one sentence for the person who typed the command: what is wrong and
 * what helps.
 */
public final class DemoFailure extends RuntimeException {
  /** A failure with its remedy. */
  public DemoFailure(String sentence) {
    super(sentence);
  }

  /** A failure with its remedy and what caused it. */
  public DemoFailure(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
