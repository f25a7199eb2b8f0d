package org.guichet.integration.connector.storage;

/** What a mapping made is nothing that can be stored: a refusal for good. */
class CannotBeStored extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  CannotBeStored(String what) {
    super(what + ".");
  }
}
