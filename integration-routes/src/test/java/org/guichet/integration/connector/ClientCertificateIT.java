package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.guichet.integration.connector.CallFailed.Reason;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system that lets in only those who show a certificate, and that must show its own. */
class ClientCertificateIT {
  @TempDir static Path folder;
  private static TestCertificate localhost;
  private static TestCertificate elsewhere;
  private static TestCertificate us;
  private static RecordedSystem system;

  private final TestConnections connections = new TestConnections();

  @BeforeAll
  static void start() throws Exception {
    localhost = TestCertificate.of(folder, "localhost", "EC");
    elsewhere = TestCertificate.of(folder, "elsewhere.example", "RSA");
    us = TestCertificate.of(folder, "guichet", "RSA");
    system = RecordedSystem.startTls(localhost.lettingIn(us), true);
  }

  @AfterAll
  static void stop() {
    system.close();
  }

  @AfterEach
  void close() {
    connections.close();
  }

  private Connection open(String url, String certificate, String key, String authority) {
    Map<String, String> properties = new HashMap<>();
    properties.put("baseUrl", url);
    properties.put("calls", "probe: GET /status");
    properties.put("certificate", certificate);
    properties.put("privateKey", key == null ? null : connections.secret("key", key));
    properties.put("authority", authority);
    properties.values().removeIf(java.util.Objects::isNull);
    return connections.open("rest-action", properties);
  }

  private static CallFailed failure(Connection connection) {
    CallFailed failure =
        catchThrowableOfType(
            CallFailed.class, () -> connection.call(Verb.PROBE, "{}", Envelope.reading()));
    assertThat(failure).as("the call did not fail").isNotNull();
    return failure;
  }

  @Test
  void whoShowsTheCertificateIsLetIn() throws Exception {
    open(system.url(), us.certificatePem(), us.keyPem(), localhost.certificatePem())
        .call(Verb.PROBE, "{}", Envelope.reading());

    assertThat(system.lastCall().line()).isEqualTo("GET /status");
  }

  @Test
  void whoShowsNoneOrAnotherOneIsNotLetIn() throws Exception {
    int before = system.calls().size();
    assertThat(failure(open(system.url(), null, null, localhost.certificatePem())).reason())
        .isIn(Reason.INSECURE, Reason.BROKEN_OFF);
    assertThat(
            failure(
                    open(
                        system.url(),
                        elsewhere.certificatePem(),
                        elsewhere.keyPem(),
                        localhost.certificatePem()))
                .reason())
        .isIn(Reason.INSECURE, Reason.BROKEN_OFF);
    assertThat(system.calls()).hasSize(before);
  }

  @Test
  void aSystemThatNobodyWeTrustVouchesForGetsNothing() throws Exception {
    assertThat(failure(open(system.url(), us.certificatePem(), us.keyPem(), null)).reason())
        .isEqualTo(Reason.INSECURE);
  }

  @Test
  void aTrustedCertificateOfAnotherHostIsNotEnough() throws Exception {
    try (RecordedSystem impostor = RecordedSystem.startTls(elsewhere.lettingIn(us), true)) {
      assertThat(
              failure(
                      open(
                          impostor.url(),
                          us.certificatePem(),
                          us.keyPem(),
                          elsewhere.certificatePem()))
                  .reason())
          .isEqualTo(Reason.INSECURE);
      assertThat(impostor.calls()).isEmpty();
    }
  }

  @Test
  void saysWhatIsWrongWithCertificateOrKeyAndShowsNeither() throws Exception {
    String certificate = us.certificatePem();

    assertThat(open(system.url(), certificate, "-----BEGIN RSA PRIVATE KEY-----", null).problem())
        .isEqualTo("The key of the client certificate is not in PEM, PKCS #8, unencrypted.");
    assertThat(open(system.url(), certificate, elsewhere.keyPem(), null).problem())
        .isEqualTo("The key does not belong to the client certificate.");
    assertThat(open(system.url(), "nonsense", us.keyPem(), null).problem())
        .isEqualTo("The client certificate is no certificate in PEM.");
    assertThat(open(system.url(), null, null, "nonsense").problem())
        .isEqualTo("The trusted authority is no certificate in PEM.");
  }
}
