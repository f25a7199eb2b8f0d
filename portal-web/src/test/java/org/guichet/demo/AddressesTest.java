package org.guichet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesTest {
  @TempDir private Path directory;

  @Test
  void whatWasWrittenIsReadAndNoDraftStays() throws IOException {
    Addresses addresses =
        new Addresses(
            "http://localhost:8080",
            "http://localhost:8080/api",
            "http://localhost:8081",
            List.of("http://localhost:8080"),
            Map.of("crm", "http://localhost:8082/crm"),
            "jdbc:postgresql://localhost:5433/guichet?user=postgres",
            Account.ALL,
            Map.of("portal", 4711L));
    Path file = directory.resolve("target/demo.json");
    addresses.write(file);
    assertThat(Addresses.read(file)).isEqualTo(addresses);
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }
}
