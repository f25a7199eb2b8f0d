package org.guichet.keycloak;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What production imports. */
class KeycloakRealmTest {
  private final JsonObject realm = DemoRealm.read("/guichet-realm.json");
  private final JsonObject portal =
      realm.getJsonArray("clients").getValuesAs(JsonObject.class).get(0);

  KeycloakRealmTest() throws IOException {}

  @Test
  void holdsNobodyAndNoOrganization() {
    assertThat(realm).doesNotContainKeys("users", "organizations", "groups");
    assertThat(realm.toString()).doesNotContain("credentials", KeycloakServer.PASSWORD);
  }

  @Test
  void takesTheClientsSecretAndAddressesFromTheEnvironment() {
    assertThat(portal.getString("secret")).isEqualTo("${GUICHET_OIDC_CLIENT_SECRET}");
    assertThat(portal.getJsonArray("redirectUris").getValuesAs(JsonString::getString))
        .containsExactly("${GUICHET_PORTAL_URL}/callback");
  }

  @Test
  void namesNoAddressByWildcard() {
    assertThat(strings(portal)).noneMatch(text -> text.contains("*"));
  }

  @Test
  void letsThePortalSignInByCodeAndPkceOnly() {
    assertThat(portal.getBoolean("publicClient")).isFalse();
    assertThat(portal.getBoolean("standardFlowEnabled")).isTrue();
    for (String flow :
        List.of("implicitFlowEnabled", "directAccessGrantsEnabled", "serviceAccountsEnabled")) {
      assertThat(portal.getBoolean(flow)).as(flow).isFalse();
    }
    assertThat(portal.getJsonObject("attributes").getString("pkce.code.challenge.method"))
        .isEqualTo("S256");
  }

  @Test
  void asksForAConfirmedAddressBecauseItOpensTheOrganization() {
    assertThat(realm.getBoolean("registrationAllowed")).isTrue();
    assertThat(realm.getBoolean("verifyEmail")).isTrue();
  }

  @Test
  void keepsTheBuiltInScopes() {
    assertThat(realm).doesNotContainKey("clientScopes"); // an empty list would take them away
  }

  private static List<String> strings(JsonValue value) {
    List<String> found = new ArrayList<>();
    switch (value.getValueType()) {
      case STRING -> found.add(((JsonString) value).getString());
      case ARRAY -> value.asJsonArray().forEach(element -> found.addAll(strings(element)));
      case OBJECT -> value.asJsonObject().values().forEach(field -> found.addAll(strings(field)));
      default -> {}
    }
    return found;
  }
}
