package org.guichet.request;

/** A request is given only to somebody of its team, or taken by who sees it himself. */
public class NotInTeam extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public NotInTeam(String number) {
    super("the person does not belong to the team of " + number);
  }
}
