package org.guichet.catalogue;

/** What a field of a form takes. */
public enum FieldKind {
  TEXT,
  LONG_TEXT,
  CHOICE,
  FILES
}
