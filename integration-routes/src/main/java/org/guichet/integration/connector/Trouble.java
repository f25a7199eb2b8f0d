package org.guichet.integration.connector;

import org.guichet.integration.shared.StorableText;

/** What went wrong with a call that only asks, in one sentence for IT. */
public final class Trouble {
  private static final int MOST = 300;

  private Trouble() {}

  /** The sentence, short enough to be kept. */
  public static String sentence(CallFailed failure) {
    String status = failure.httpStatus() == null ? "" : " (" + failure.httpStatus() + ")";
    String what =
        switch (failure.reason()) {
          case TIMEOUT -> "It did not answer in time.";
          case UNREACHABLE -> "It cannot be reached.";
          case BROKEN_OFF -> "It broke off the connection.";
          case INSECURE -> "It cannot be reached securely: check its certificate.";
          case NOT_JSON, NOT_UNDERSTOOD -> "It answered something that is not understood.";
          case NOT_SET_UP -> "It is not set up correctly: " + failure.answer();
          case SIGN_IN_REFUSED, CREDENTIALS -> "It refused the credentials" + status + ".";
          default -> "It refused to be asked" + status + ".";
        };
    return StorableText.of(what.length() <= MOST ? what : what.substring(0, MOST - 1) + "…");
  }
}
