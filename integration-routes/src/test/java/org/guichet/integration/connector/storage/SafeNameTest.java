package org.guichet.integration.connector.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeNameTest {

  @ParameterizedTest
  @CsvSource({
    "R-2026-000001, R-2026-000001",
    "../../etc/passwd, _.._etc_passwd",
    "a:b*c?.pdf, a_b_c_.pdf",
    "C:\\temp\\x.txt, C__temp_x.txt",
    ".., file",
    "'name. ', name",
    "Cafe\u0301.jpg, Café.jpg"
  })
  void whatAFileSystemMightRefuseIsReplaced(String name, String safe) {
    assertThat(SafeName.of(name)).isEqualTo(safe);
  }

  @Test
  void aLongNameKeepsItsEndingAndItsCharacters() {
    String safe = SafeName.of("事故😀".repeat(40) + ".jpeg");

    assertThat(safe.getBytes(UTF_8).length).isBetween(190, 200);
    assertThat(safe).startsWith("事故😀").endsWith(".jpeg");
    assertThat(UTF_8.newEncoder().canEncode(safe)).isTrue();
  }

  @Test
  void anAdditionGoesBeforeTheEnding() {
    assertThat(SafeName.with("photo.jpg", " (1a2b)")).isEqualTo("photo (1a2b).jpg");
    assertThat(SafeName.with("x".repeat(200) + ".jpg", " (1a2b)"))
        .hasSize(200)
        .endsWith(" (1a2b).jpg");
  }

  @Test
  void anUnfinishedFileIsKnownByItsName() {
    assertThat(PartName.isOne(PartName.of("photo.jpg"))).isTrue();
    assertThat(PartName.of("photo.jpg")).isNotEqualTo(PartName.of("photo.jpg"));
    assertThat(PartName.isOne("chapter.part")).isFalse();
  }
}
