package org.guichet.request;

/** The request cannot go from where it stands to where it was sent. */
public class IllegalTransition extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final RequestStatus from;
  private final RequestStatus to;

  public IllegalTransition(String number, RequestStatus from, RequestStatus to) {
    super(number + " is " + from + " and cannot become " + to);
    this.from = from;
    this.to = to;
  }

  public RequestStatus from() {
    return from;
  }

  public RequestStatus to() {
    return to;
  }
}
