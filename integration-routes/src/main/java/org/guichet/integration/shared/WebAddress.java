package org.guichet.integration.shared;

/** Addresses that systems give us. Pages link to them: nothing but a web address may pass. */
public final class WebAddress {
  private static final int MOST_CHARACTERS = 2000;

  private WebAddress() {}

  /** The address itself; null when it is none, or is too long to be one. */
  public static String orNull(String url) {
    return StorableText.fits(url, MOST_CHARACTERS) && url.matches("https?://[^\\s\"'<>\\p{Cntrl}]+")
        ? url
        : null;
  }
}
