package org.guichet.draft;

/** Another window or device has saved the draft since; nothing was overwritten. */
public class ChangedElsewhere extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ChangedElsewhere() {
    super("the draft was saved elsewhere");
  }
}
