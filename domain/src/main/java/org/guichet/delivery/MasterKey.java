package org.guichet.delivery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The AES-256 key under which secrets lie in the database, from a file that only the portal's user
 * can read.
 *
 * @param id the first eight hexadecimal digits of the key's SHA-256: says which key a row needs,
 *     not what it is
 */
record MasterKey(String id, SecretKey key) {

  /**
   * @throws IllegalStateException with one sentence for the operator when the file is missing or
   *     holds no key
   */
  static MasterKey read(Path file) {
    try {
      byte[] bytes = Base64.getDecoder().decode(Files.readString(file).strip());
      if (bytes.length != 32) {
        throw new IllegalStateException(
            "guichet: ERROR " + file + " must hold 32 random bytes in base64");
      }
      return new MasterKey(
          HexFormat.of().formatHex(sha256(bytes), 0, 4), new SecretKeySpec(bytes, "AES"));
    } catch (IOException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "guichet: ERROR the master key cannot be read from "
              + file
              + ": put 32 random bytes in base64 there",
          e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  @Override
  public String toString() {
    return "MasterKey " + id;
  }
}
