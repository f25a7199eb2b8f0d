package org.guichet.portal.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DiscoveryTest {
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer keycloak;
  private String issuer;
  private int status = 200;
  private Discovery discovery;

  @BeforeEach
  void start() throws IOException {
    keycloak = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    issuer = "http://localhost:" + keycloak.getAddress().getPort() + "/realms/guichet";
    discovery = new Discovery(new OidcClient(issuer, "portal", "secret"));
    keycloak.createContext(
        "/realms/guichet/.well-known/openid-configuration",
        exchange -> {
          asked.incrementAndGet();
          byte[] body = description(issuer).getBytes();
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    keycloak.start();
  }

  @AfterEach
  void stop() {
    keycloak.stop(0);
  }

  @Test
  void descriptionIsReadOnce() {
    discovery.found();
    assertThat(discovery.found().metadata().getIssuer().getValue()).isEqualTo(issuer);
    assertThat(asked).hasValue(1);
  }

  @Test
  void keycloakThatComesLaterIsFound() {
    status = 503;
    assertThatThrownBy(discovery::found).isInstanceOf(IdentityProviderAway.class);
    status = 200;
    assertThat(discovery.found()).isNotNull();
  }

  @Test
  void descriptionOfAnotherIssuerIsNotBelieved() {
    Discovery other = new Discovery(new OidcClient(issuer, "portal", "secret"));
    issuer = issuer + "-of-somebody-else";
    assertThatThrownBy(other::found).isInstanceOf(IdentityProviderAway.class);
  }

  private static String description(String issuer) {
    return """
        {"issuer":"%1$s","jwks_uri":"%1$s/certs","subject_types_supported":["public"],
         "authorization_endpoint":"%1$s/auth","token_endpoint":"%1$s/token"}"""
        .formatted(issuer);
  }
}
