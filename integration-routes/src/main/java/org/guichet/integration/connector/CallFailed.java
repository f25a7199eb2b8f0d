package org.guichet.integration.connector;

import java.time.Duration;
import java.util.Set;

/** A call of a company system that did not succeed, in terms that say what to do next. */
public class CallFailed extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** It answered with a status that is no success. */
    REFUSED,
    /** The place where its tokens come from refused us for good; the call itself was not made. */
    SIGN_IN_REFUSED,
    /** It took the call and said no in its answer, for good. */
    DECLINED,
    /** It took the call and said in its answer that it cannot now. */
    NOT_NOW,
    /** It took the call and said in its answer that our credentials are not good. */
    CREDENTIALS,
    /** The place we called is no more. */
    GONE,
    /** Connected, but no answer in time. */
    TIMEOUT,
    /** No connection at all. */
    UNREACHABLE,
    /** The connection ended in the middle. */
    BROKEN_OFF,
    /** The connection could not be made secure. */
    INSECURE,
    /** It answered more than can be read. */
    TOO_LONG,
    /** The answer is not JSON. */
    NOT_JSON,
    /** The answer is JSON, but not what the Kamelet expects. */
    NOT_UNDERSTOOD,
    /** The connector cannot work as it is set up. */
    NOT_SET_UP,
    /** Its route was exchanged at that moment; nothing was sent. */
    REPLACED,
    /** A file's content could not be read on our side. */
    FILE_MISSING,
    /** Something else failed on our side. */
    INTERNAL
  }

  /** Refusals that pass by themselves; all of 5xx does, too. */
  private static final Set<Integer> PASSING = Set.of(408, 423, 425, 429);

  private final Reason reason;
  private final Integer httpStatus;
  private final transient Duration retryAfter;
  private final String answer;

  CallFailed(
      Reason reason, Integer httpStatus, Duration retryAfter, String answer, Throwable cause) {
    super(reason + (httpStatus == null ? "" : " " + httpStatus), cause);
    this.reason = reason;
    this.httpStatus = httpStatus;
    this.retryAfter = retryAfter;
    this.answer = answer;
  }

  /** It answered, and no success. */
  public static CallFailed refused(int status, Duration retryAfter, String answer) {
    return new CallFailed(Reason.REFUSED, status, retryAfter, answer, null);
  }

  /**
   * Its token endpoint gave no token. Only a refusal for good is about credentials; the others are
   * a system that is not ready.
   */
  static CallFailed withoutToken(int status) {
    boolean isForGood = status >= 400 && status < 500 && !passes(status);
    Reason reason = isForGood ? Reason.SIGN_IN_REFUSED : Reason.REFUSED;
    return new CallFailed(reason, status, null, null, null);
  }

  /** Whether a refusal below 500 with that status passes by itself. */
  public static boolean passes(int status) {
    return PASSING.contains(status);
  }

  /** Nothing usable was answered. */
  public static CallFailed because(Reason reason, String answer, Throwable cause) {
    return new CallFailed(reason, null, null, answer, cause);
  }

  /** Whether it was about who we are, before anything was done. */
  boolean isAboutCredentials() {
    return reason == Reason.CREDENTIALS
        || reason == Reason.REFUSED && Integer.valueOf(401).equals(httpStatus);
  }

  public Reason reason() {
    return reason;
  }

  /** Null when it answered nothing. */
  public Integer httpStatus() {
    return httpStatus;
  }

  /** How long it asks to be left alone; null when it does not. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** What it answered, or for {@link Reason#NOT_SET_UP} what is wrong; may be null. */
  public String answer() {
    return answer;
  }
}
