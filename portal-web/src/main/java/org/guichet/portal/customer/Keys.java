package org.guichet.portal.customer;

import java.util.UUID;
import org.guichet.access.NotVisible;

/** Keys as they stand in addresses. */
public final class Keys {
  private Keys() {}

  /** The key; null when there is none, or when that is none of ours. */
  public static UUID orNull(String text) {
    try {
      return text == null || text.isBlank() ? null : UUID.fromString(text.strip());
    } catch (IllegalArgumentException notOurs) {
      return null;
    }
  }

  /**
   * The key of what a page is about.
   *
   * @param type what it is, such as {@code person}
   * @throws NotVisible when that is none of ours
   */
  public static UUID require(String type, String text) {
    UUID key = orNull(text);
    if (key == null) {
      throw new NotVisible(type, String.valueOf(text));
    }
    return key;
  }
}
