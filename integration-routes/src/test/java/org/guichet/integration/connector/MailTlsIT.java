package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.ProcessorDefinitionHelper;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.guichet.integration.Eventually;
import org.guichet.integration.connector.CallFailed.Reason;
import org.guichet.integration.connector.mail.MailReader;
import org.guichet.integration.connector.mail.SmtpMailer;
import org.guichet.peer.NeedsPeers;
import org.guichet.shared.JsonText;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mails go to Postfix and come from Dovecot encrypted, where the portal is told whom to trust, and
 * not at all elsewhere.
 */
@NeedsPeers
class MailTlsIT {
  /** The only name that the server's certificate is good for. */
  private static final String NAMED = "localhost";

  private static MailServer server;
  private final List<String> read = new CopyOnWriteArrayList<>();
  private TestConnections portal;

  @BeforeAll
  static void start() throws Exception {
    server = MailServer.start();
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    portal =
        new TestConnections(
            Map.of(
                "smtp", new SmtpMailer(new AttachedFiles(null)), "mailReader", new MailReader()));
    readIntoAList();
  }

  private void readIntoAList() throws Exception {
    DefaultCamelContext camel = (DefaultCamelContext) portal.camel().context();
    PluginHelper.getRoutesLoader(camel)
        .loadRoutes(
            ResourceHelper.fromString(
                "mail-source.kamelet.yaml", Kamelet.find("mail-source").orElseThrow().yaml()));
    ProcessorDefinitionHelper.filterTypeInOutputs(
            camel.getRouteTemplateDefinition("mail-source").getRoute().getOutputs(),
            ToDefinition.class)
        .stream()
        .filter(step -> "kamelet:sink".equals(step.getUri()))
        .forEach(step -> step.setUri("direct:inbox"));
    camel.addRoutes(
        new RouteBuilder() {
          @Override
          public void configure() {
            from("direct:inbox").process(mail -> read.add(mail.getMessage().getBody(String.class)));
          }
        });
  }

  @AfterEach
  void close() {
    portal.close();
  }

  private Connection smtp(String security, Map<String, String> more) {
    Map<String, String> properties = new HashMap<>();
    properties.put("host", NAMED);
    properties.put("port", security.equals("tls") ? server.smtpsPort() : server.smtpPort());
    properties.put("security", security);
    properties.put("from", "portal@example.test");
    properties.putAll(more);
    return portal.open("mail-action", properties);
  }

  private static Envelope envelope(String key) {
    return new Envelope(key, false, Envelope.newTraceId(), "R-2026-000001", null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void aMailGoesOutEncrypted(String security) throws Exception {
    String mailbox = "anna-" + security;
    smtp(security, Map.of("authority", server.certificate()))
        .call(
            Verb.DELIVER,
            JsonText.of(
                Map.of("to", mailbox + "@example.test", "subject", "Sent", "text", "Encrypted")),
            envelope("tls." + security));

    assertThat(Eventually.value(() -> server.mails(mailbox), mails -> !mails.isEmpty()))
        .singleElement()
        .satisfies(
            mail ->
                assertThat(mail.getHeader("Received"))
                    .as("Postfix says how it came")
                    .anyMatch(line -> line.contains("with ESMTPS")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"starttls", "tls"})
  void aServerThatNobodyVouchesForGetsNoMail(String security) throws Exception {
    assertThat(refusal(smtp(security, Map.of()))).isEqualTo(Reason.INSECURE);
    assertThat(
            refusal(smtp(security, Map.of("authority", server.certificate(), "host", "127.0.0.1"))))
        .as("its certificate is for another name")
        .isEqualTo(Reason.INSECURE);
  }

  private static Reason refusal(Connection connection) {
    return catchThrowableOfType(
            CallFailed.class, () -> connection.call(Verb.PROBE, "{}", envelope("probe")))
        .reason();
  }

  @ParameterizedTest
  @ValueSource(strings = {"imaps", "imap"})
  void anAnswerIsReadEncrypted(String protocol) throws Exception {
    listen(protocol, NAMED, "answers-" + protocol, server.certificate());
    send("answers-" + protocol, "It hums.");

    assertThat(Eventually.value(() -> read, mails -> !mails.isEmpty()))
        .singleElement()
        .satisfies(mail -> assertThat(mail).contains("It hums."));
  }

  @Test
  void aMailboxThatNobodyVouchesForIsNotRead() throws Exception {
    listen("imaps", NAMED, "secret-imaps", "");
    listen("imap", NAMED, "secret-imap", "");
    // Its certificate is trusted, but for another name.
    listen("imaps", "127.0.0.1", "elsewhere-imaps", server.certificate());
    listen("imap", "127.0.0.1", "elsewhere-imap", server.certificate());
    List<String> closed =
        List.of("secret-imaps", "secret-imap", "elsewhere-imaps", "elsewhere-imap");
    for (String mailbox : closed) {
      send(mailbox, "Between us");
    }
    // Each is looked at once a second: who may be trusted has its mail after two looks.
    listen("imaps", NAMED, "trusted", server.certificate());
    send("trusted", "First");
    Eventually.value(() -> read, mails -> mails.size() == 1);
    send("trusted", "Second");
    Eventually.value(() -> read, mails -> mails.size() == 2);

    assertThat(read).noneMatch(mail -> mail.contains("Between us"));
    for (String mailbox : closed) {
      assertThat(server.unseen(mailbox)).as(mailbox).isEqualTo(1);
    }
  }

  private static void send(String mailbox, String text) throws Exception {
    String address = mailbox + "@example.test";
    server.send(
        "From: anna@example.test\nTo: %s\nSubject: Re\n\n%s".formatted(address, text), address);
  }

  /** What the engine does with a source; here the inbox is a list. */
  private void listen(String protocol, String host, String mailbox, String authority)
      throws Exception {
    TemplatedRouteBuilder.builder(portal.camel().context(), "mail-source")
        .routeId(mailbox)
        .parameter("host", host)
        .parameter("port", protocol.equals("imaps") ? server.imapsPort() : server.imapPort())
        .parameter("protocol", protocol)
        .parameter("startTls", "true")
        .parameter("username", mailbox)
        .parameter("password", server.password())
        .parameter("seconds", "1")
        .parameter("authority", authority)
        .add();
  }
}
