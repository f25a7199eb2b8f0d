package org.guichet.inquiry;

/**
 * What became of an inquiry.
 *
 * @param answer JSON; null when there is none
 * @param problem why there is none, a sentence for IT; null when there is one
 */
public record InquiryAnswer(String answer, String problem) {
  static final String SILENCE = "It was not answered in time.";

  /** Whether the system has answered. */
  public boolean isThere() {
    return answer != null;
  }
}
