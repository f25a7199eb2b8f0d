package org.guichet.customer;

import java.io.Serializable;
import java.util.UUID;

/**
 * A person or an organization: whom a page, a list or a note is about.
 *
 * @param kind which of the two
 * @param id its key
 */
public record Whose(Kind kind, UUID id) implements Serializable {

  /** What it is. */
  public enum Kind {
    PERSON("person", "requester_id"),
    ORGANIZATION("organization", "organization_id");

    private final String table;
    private final String ofRequest;

    Kind(String table, String ofRequest) {
      this.table = table;
      this.ofRequest = ofRequest;
    }

    /** Its table, which is also its name in the audit trail. */
    String table() {
      return table;
    }

    /** The column of a note that names it. */
    String ofNote() {
      return table + "_id";
    }

    /** The column of a request that names it. */
    String ofRequest() {
      return ofRequest;
    }
  }

  public static Whose person(UUID id) {
    return new Whose(Kind.PERSON, id);
  }

  public static Whose organization(UUID id) {
    return new Whose(Kind.ORGANIZATION, id);
  }
}
