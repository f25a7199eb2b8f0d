package org.guichet.inquiry;

import java.util.Locale;

/** What an inquiry wants of a company system. Neither changes anything there. */
public enum InquiryVerb {
  /** What a field of a form can be answered with. */
  LOOKUP,
  /** Whether address and credentials are right. */
  PROBE;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static InquiryVerb of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
