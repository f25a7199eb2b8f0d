package org.guichet.integration.connector.storage;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The name of a file while it is being written. Each attempt has its own: one that was given up and
 * still runs somewhere must not write into the file of the next.
 */
final class PartName {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern PART = Pattern.compile(".+\\.[0-9a-f]{8}\\.part");

  private PartName() {}

  static String of(String name) {
    byte[] random = new byte[4];
    RANDOM.nextBytes(random);
    return name + "." + HexFormat.of().formatHex(random) + ".part";
  }

  static boolean isOne(String name) {
    return PART.matcher(name).matches();
  }
}
