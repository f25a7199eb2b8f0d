package org.guichet.integration.connector.storage;

import jakarta.json.Json;
import java.io.IOException;

/** The system said no, or not now, and we know why. */
final class StoreProblem extends IOException {
  private static final long serialVersionUID = 1L;

  private final String kind;

  private StoreProblem(String kind, String says, Throwable cause) {
    super(says, cause);
    this.kind = kind;
  }

  /** It does not know us, or we do not know it: a person must look. */
  static StoreProblem credentials(String says, Throwable cause) {
    return new StoreProblem("credentials", says, cause);
  }

  /** It passes, or somebody puts it right there. */
  static StoreProblem later(String says, Throwable cause) {
    return new StoreProblem("later", says, cause);
  }

  /** It never will. */
  static StoreProblem refused(String says, Throwable cause) {
    return new StoreProblem("refused", says, cause);
  }

  /** As the contract of Kamelets words it. */
  String json() {
    return Json.createObjectBuilder()
        .add("problem", Json.createObjectBuilder().add("kind", kind).add("says", getMessage()))
        .build()
        .toString();
  }
}
