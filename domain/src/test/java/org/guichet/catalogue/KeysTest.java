package org.guichet.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names for machines, made of what people call things. */
class KeysTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Serial number|serialNumber|serial-number",
        " Which device? |whichDevice|which-device",
        "Date d’achat (été)|dateDAchatEte|date-d-achat-ete",
        "2nd screen|a2ndScreen|2nd-screen",
        "42|a42|42",
        "???|item|item",
        "''|item|item",
        "設備|item|item",
        "New!|new2|new-2"
      })
  void aKeyIsMadeOfTheWordsThatAMachineCanRead(String name, String camel, String dashed) {
    assertThat(Keys.camel(name, key -> false)).isEqualTo(camel);
    assertThat(Keys.dashed(name, key -> false)).isEqualTo(dashed);
  }

  @Test
  void aKeyThatIsTakenGetsTheNextNumber() {
    Set<String> taken = Set.of("device", "device2", "device-2", "new2");

    assertThat(Keys.camel("Device", taken::contains)).isEqualTo("device3");
    assertThat(Keys.dashed("Device", taken::contains)).isEqualTo("device-3");
    assertThat(Keys.camel("New", taken::contains)).isEqualTo("new3");
  }

  /** A form has 100 fields, a choice 100 options; what they may be called says the form's check. */
  @Test
  void evenTheHundredthOfTheLongestNameIsAKey() {
    String name = "1 really long question ".repeat(9);
    Set<String> camel = new HashSet<>();
    Set<String> dashed = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      camel.add(Keys.camel(name, camel::contains));
      dashed.add(Keys.dashed(name, dashed::contains));
    }

    assertThat(camel).hasSize(100).allMatch(key -> key.matches("[a-z][A-Za-z0-9]{0,39}"));
    assertThat(dashed)
        .hasSize(100)
        .allMatch(key -> key.matches("[A-Za-z0-9][A-Za-z0-9-]{0,39}") && !key.contains("--"));
  }
}
