package org.guichet.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SecretsIT {
  private static TestDomain domain;
  private static Secrets secrets;

  @BeforeAll
  static void start() throws Exception {
    domain = TestDomain.start();
    secrets = new Secrets(domain.jdbi, domain.masterKey());
    secrets.put("one", "p%ss&w?rd");
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  @Test
  void opensWhatItSealedAndStoresNoPlainText() {
    assertThat(secrets.get("one")).isEqualTo("p%ss&w?rd");
    byte[] stored =
        domain.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select ciphertext from secret where id = 'one'")
                    .mapTo(byte[].class)
                    .one());
    assertThat(new String(stored, java.nio.charset.StandardCharsets.ISO_8859_1))
        .doesNotContain("p%ss");
  }

  @Test
  void refusesARowThatWasCopiedOntoAnother() {
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "insert into secret (id, key_id, nonce, ciphertext) select 'two', key_id, nonce, ciphertext from secret where id = 'one'"));

    assertThatThrownBy(() -> secrets.get("two"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("changed");
  }

  @Test
  void saysWhichKeyAnOlderSecretNeeds() throws Exception {
    Path other = domain.folder.resolve("other.key");
    byte[] key = new byte[32];
    key[0] = 1;
    Files.writeString(other, Base64.getEncoder().encodeToString(key));

    assertThatThrownBy(() -> new Secrets(domain.jdbi, other).get("one"))
        .hasMessageContaining("needs the master key");
  }
}
