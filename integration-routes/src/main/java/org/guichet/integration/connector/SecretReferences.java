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

  @Override
  public String apply(String id) {
    return secrets.apply(id);
  }
}
