package org.guichet.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.guichet.shared.Settings;
import org.jdbi.v3.core.Jdbi;

/**
 * The connectors' secrets, AES-256-GCM in the database. A connector's properties hold references
 * such as {@code {{secret:crm-client}}}; the value is read here when it is used, and nowhere else.
 */
@ApplicationScoped
public class Secrets {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private Jdbi jdbi;
  private MasterKey masterKey;

  protected Secrets() {}

  @Inject
  public Secrets(Jdbi jdbi, Settings settings) {
    this(jdbi, settings.masterKeyFile());
  }

  public Secrets(Jdbi jdbi, Path masterKeyFile) {
    this.jdbi = jdbi;
    this.masterKey = MasterKey.read(masterKeyFile);
  }

  private record Sealed(String keyId, byte[] nonce, byte[] ciphertext) {}

  /** Stores the secret, over an earlier one of that id. */
  @Transactional
  public void put(String id, String value) {
    Sealed sealed = seal(id, value);
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "insert into secret (id, key_id, nonce, ciphertext) values (:id, :keyId, :nonce, :ciphertext)"
                        + " on conflict (id) do update set key_id = excluded.key_id, nonce = excluded.nonce,"
                        + " ciphertext = excluded.ciphertext, updated_at = now()")
                .bind("id", id)
                .bind("keyId", sealed.keyId())
                .bind("nonce", sealed.nonce())
                .bind("ciphertext", sealed.ciphertext())
                .execute());
  }

  /**
   * The value of a secret.
   *
   * @throws IllegalStateException when there is none of that id, it was tampered with, or its key
   *     is not this one
   */
  public String get(String id) {
    Sealed sealed =
        jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select key_id, nonce, ciphertext from secret where id = :id")
                    .bind("id", id)
                    .map(
                        (row, context) ->
                            new Sealed(
                                row.getString("key_id"),
                                row.getBytes("nonce"),
                                row.getBytes("ciphertext")))
                    .findOne()
                    .orElseThrow(
                        () -> new IllegalStateException("There is no secret named " + id)));
    return open(id, sealed);
  }

  /**
   * A key for one other purpose, made from the master key: who has it can neither open secrets nor
   * make the key of another purpose.
   */
  public byte[] derive(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(masterKey.key().getEncoded(), "HmacSHA256"));
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // every Java platform has it
    }
  }

  private Sealed seal(String id, String value) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, id, nonce);
      return new Sealed(
          masterKey.id(), nonce, cipher.doFinal(value.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The secret " + id + " could not be encrypted", e);
    }
  }

  private String open(String id, Sealed sealed) {
    if (!sealed.keyId().equals(masterKey.id())) {
      throw new IllegalStateException(
          "The secret " + id + " needs the master key " + sealed.keyId());
    }
    try {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, id, sealed.nonce());
      return new String(cipher.doFinal(sealed.ciphertext()), StandardCharsets.UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "The secret " + id + " was changed in the database; enter it again", e);
    }
  }

  /** The id is authenticated with the value: a row copied onto another does not open. */
  private Cipher cipher(int mode, String id, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(CIPHER);
    cipher.init(mode, masterKey.key(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(id.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
