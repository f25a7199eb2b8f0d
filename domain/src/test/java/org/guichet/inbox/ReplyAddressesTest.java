package org.guichet.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import org.guichet.delivery.Secrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplyAddressesTest {
  private static final String MAILBOX = "portal@example.test";

  @TempDir Path folder;
  private ReplyAddresses addresses;
  private String address;

  @BeforeEach
  void make() throws IOException {
    addresses = with((byte) 1);
    address = addresses.of(MAILBOX, "R-2026-000123");
  }

  private ReplyAddresses with(byte key) throws IOException {
    byte[] bytes = new byte[32];
    bytes[0] = key;
    Path file = folder.resolve("master" + key);
    Files.writeString(file, Base64.getEncoder().encodeToString(bytes));
    return new ReplyAddresses(new Secrets(null, file));
  }

  @Test
  void namesItsRequestAndFitsIntoAnAddress() {
    assertThat(address).matches("portal\\+r-2026-000123\\.[0-9a-f]{20}@example\\.test");
    assertThat(address.indexOf('@')).isLessThan(64);
    assertThat(addresses.request(address)).contains("R-2026-000123");
  }

  @Test
  void mayBeWrittenInCapitals() {
    assertThat(addresses.request(address.toUpperCase(Locale.ROOT))).contains("R-2026-000123");
  }

  @Test
  void ofAnotherRequestIsNotGuessed() {
    assertThat(addresses.request(address.replace("000123", "000124"))).isEmpty();
    assertThat(addresses.request("portal+r-2026-000123@example.test")).isEmpty();
    assertThat(addresses.request(MAILBOX)).isEmpty();
    assertThat(addresses.request("")).isEmpty();
  }

  @Test
  void ofAnotherPortalIsNone() throws IOException {
    assertThat(with((byte) 2).request(address)).isEmpty();
  }
}
