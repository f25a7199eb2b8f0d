package org.guichet.portal.shared;

import java.time.ZoneId;

/** A reader with a language and a time zone, without a browser. */
public class FixedReader extends Reader {
  private final String language;
  private final ZoneId zone;

  public FixedReader(String language, ZoneId zone) {
    this.language = language;
    this.zone = zone;
  }

  @Override
  public String getLanguage() {
    return language;
  }

  @Override
  public ZoneId getZone() {
    return zone;
  }
}
