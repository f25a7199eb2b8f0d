package org.guichet.integration.connector;

import java.util.function.UnaryOperator;
import org.apache.camel.spi.PropertiesFunction;

/**
 * Resolves {@code {{secret:id}}} from the encrypted store at the moment a route is made, so that
 * properties, parameters and route dumps hold references only.
 */
final class SecretReferences implements PropertiesFunction {
  private final UnaryOperator<String> secrets;

  SecretReferences(UnaryOperator<String> secrets) {
    this.secrets = secrets;
  }

  @Override
  public String getName() {
    return "secret";
  }

  /** A secret that is referred to cannot be read. */
  static class Unreadable extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    Unreadable(IllegalStateException cause) {
      super(cause.getMessage(), cause);
    }
  }

  @Override
  public String apply(String id) {
    try {
      return secrets.apply(id);
    } catch (IllegalStateException e) {
      throw new Unreadable(e);
    }
  }
}
