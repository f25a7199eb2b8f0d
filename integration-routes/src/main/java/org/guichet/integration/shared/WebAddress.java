package org.guichet.integration.shared;

import java.util.regex.Pattern;

/** Addresses that systems give us. Pages link to them: nothing but a web address may pass. */
public final class WebAddress {
  private static final int MOST_CHARACTERS = 2000;
  private static final Pattern WEB = Pattern.compile("https?://[^\\s\"'<>\\p{Cntrl}]+");

  private WebAddress() {}

  /** The address itself; null when it is none, or is too long to be one. */
  public static String orNull(String url) {
    return StorableText.fits(url, MOST_CHARACTERS) && WEB.matcher(url).matches() ? url : null;
  }
}
