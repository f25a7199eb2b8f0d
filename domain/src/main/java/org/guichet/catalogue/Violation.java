package org.guichet.catalogue;

import java.io.Serializable;
import java.util.List;

/**
 * What is wrong with one field, as a message key of the pages.
 *
 * @param key such as {@code field.tooLong}
 * @param arguments what the message names, such as the length allowed
 */
public record Violation(String key, List<Serializable> arguments) implements Serializable {

  public static Violation of(String key, Serializable... arguments) {
    return new Violation(key, List.of(arguments));
  }
}
