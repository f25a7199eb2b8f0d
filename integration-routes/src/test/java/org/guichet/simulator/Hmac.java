package org.guichet.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 with one key. */
final class Hmac {
  private static final String ALGORITHM = "HmacSHA256";

  private final SecretKeySpec key;

  Hmac(byte[] key) {
    this.key = new SecretKeySpec(key, ALGORITHM);
  }

  byte[] of(String text) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + ALGORITHM, e);
    }
  }
}
