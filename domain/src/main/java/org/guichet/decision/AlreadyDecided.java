package org.guichet.decision;

/** Somebody else was quicker, or the request was cancelled meanwhile: it waits for nobody. */
public class AlreadyDecided extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final String by;
  private final boolean refused;

  AlreadyDecided(String number, String by, boolean refused) {
    super("the stage of " + number + " has ended");
    this.by = by;
    this.refused = refused;
  }

  /** Who decided; null when nobody did, because the request itself ended. */
  public String by() {
    return by;
  }

  public boolean isRefused() {
    return refused;
  }
}
