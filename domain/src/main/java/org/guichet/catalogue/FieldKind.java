package org.guichet.catalogue;

import java.util.List;

/** What a field of a form takes. */
public enum FieldKind {
  TEXT,
  LONG_TEXT,
  NUMBER,
  MONEY,
  DATE,
  CHOICE,
  CHOICES,
  YES_NO,
  FILES,
  PERSON("name", "email"),
  ADDRESS("street", "postcode", "city", "country"),
  /**
   * Chosen from what a company system offers. Whether it was is no input: {@code checked} is yes,
   * or no for what was typed while the system was away.
   */
  LOOKUP("label", "value", "checked");

  private final List<String> parts;

  FieldKind(String... parts) {
    this.parts = List.of(parts);
  }

  /** The names of its inputs when it has several; empty when it is one input. */
  public List<String> parts() {
    return parts;
  }

  /** Whether its answer is a number, an amount or a day, which have limits. */
  public boolean isBounded() {
    return this == NUMBER || this == MONEY || this == DATE;
  }

  /** Whether its characters or files are counted. */
  public boolean isCounted() {
    return this == TEXT || this == LONG_TEXT || this == FILES;
  }

  /** Whether its answer is one of the options of its definition, or several. */
  public boolean offersOptions() {
    return this == CHOICE || this == CHOICES;
  }
}
