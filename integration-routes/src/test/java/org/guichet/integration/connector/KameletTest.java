package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KameletTest {
  private final Kamelet crm = Kamelet.find("company-crm-action").orElseThrow();

  @Test
  void acceptsRightPropertiesWithADefaultLeftOut() {
    assertThat(
            crm.problems(
                Map.of(
                    "baseUrl", "https://crm.example",
                    "clientId", "guichet",
                    "clientSecret", "{{secret:crm-client}}")))
        .isEmpty();
  }

  @Test
  void saysWhatIsMissingMalformedOrUnknown() {
    assertThat(
            crm.problems(Map.of("baseUrl", "ftp://crm.example", "clientId", " ", "colour", "red")))
        .containsExactlyInAnyOrder(
            "Client is missing.",
            "Client secret is missing.",
            "Base URL must look like https://crm.example.",
            "There is no property \"colour\".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)", "http://", "https://crm.example/", "https://crm.example?x=1",
        "https://crm.example#x", "file:///etc/passwd", "https://crm. example", "jndi:x"
      })
  void anAddressIsAWebAddress(String address) {
    assertThat(crm.problems(Map.of("baseUrl", address, "clientId", "a", "clientSecret", "b")))
        .containsExactly("Base URL must look like https://crm.example.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody-knows-action",
        "../../etc/passwd",
        "",
        "Company",
        "webhook-source",
        "log-action",
        "exec-sink"
      })
  void thereIsNoKameletOfThatName(String name) {
    assertThat(Kamelet.find(name)).isEmpty();
  }
}
