package org.guichet.customer;

import java.io.Serializable;
import java.util.UUID;

/**
 * Which people the directory shows, by name.
 *
 * @param text parts of a name, an address or an organization's name; empty for all
 * @param organization to which they belong; null for any or none
 * @param after the last row of the page before; null for the first page
 */
public record CustomerFilter(String text, UUID organization, UUID after) implements Serializable {

  public CustomerFilter {
    text = text == null ? "" : text.strip();
  }

  /** Whether it leaves somebody out. */
  public boolean isNarrowed() {
    return !text.isEmpty() || organization != null;
  }
}
