package org.guichet.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "../../etc/passwd|passwd",
        "C:\\Users\\camille\\lid.JPG|lid.JPG",
        "O'Neil.png|O'Neil.png",
        ".htaccess|htaccess",
        "a<b>c?.pdf|abc.pdf",
      })
  void keepsTheLastPartWithoutWhatHarms(String sent, String cleaned) {
    assertThat(FileName.clean(sent)).isEqualTo(cleaned);
  }

  @Test
  void dropsControlAndDirectionCharacters() {
    assertThat(FileName.clean("photo\u202Egpj.\u0000exe")).isEqualTo("photogpj.exe");
    assertThat(FileName.clean(null)).isEqualTo("file");
  }

  @Test
  void shortensALongNameButKeepsItsEnding() {
    assertThat(FileName.clean("x".repeat(500) + ".jpeg")).hasSize(120).endsWith(".jpeg");
  }
}
