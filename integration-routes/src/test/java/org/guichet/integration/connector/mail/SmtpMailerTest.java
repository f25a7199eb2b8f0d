package org.guichet.integration.connector.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLException;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.guichet.attachment.Attachments;
import org.guichet.integration.connector.AttachedFiles;
import org.guichet.shared.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One mail at a time, to a mail server in this process that signs in and encrypts. */
class SmtpMailerTest {
  private GreenMail server;
  private SmtpMailer mailer;

  @BeforeEach
  void start() {
    server =
        new GreenMail(
            new ServerSetup[] {
              patient(ServerSetup.PROTOCOL_SMTP), patient(ServerSetup.PROTOCOL_SMTPS)
            });
    server.setUser("anna@example.test", "anna", "anna-secret");
    server.setUser("portal@example.test", "portal", "p%ss&w?rd");
    server.start();
    mailer =
        new SmtpMailer(
            new AttachedFiles(
                new Attachments(null, null, null) {
                  @Override
                  public InputStream open(UUID id) {
                    return new ByteArrayInputStream("content".getBytes(StandardCharsets.UTF_8));
                  }
                }));
  }

  /** A loaded machine needs its time. */
  private static ServerSetup patient(String protocol) {
    ServerSetup setup = new ServerSetup(0, "127.0.0.1", protocol);
    setup.setServerStartupTimeout(60_000);
    return setup;
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("host", "127.0.0.1");
    settings.put("port", String.valueOf(server.getSmtp().getPort()));
    settings.put("security", "none");
    settings.put("username", "portal");
    settings.put("password", "p%ss&w?rd");
    settings.put("from", "Service désk <portal@example.test>");
    settings.put("mailbox", "reply@example.test");
    settings.put("idempotencyKey", "key-1");
    return settings;
  }

  private static Exchange call(Map<String, String> settings, JsonObject body) {
    Exchange call = new DefaultExchange(new DefaultCamelContext(false));
    settings.forEach(call::setProperty);
    call.getMessage().setBody(body.toString());
    return call;
  }

  private static JsonObjectBuilder order() {
    return Json.createObjectBuilder()
        .add("to", "anna@example.test")
        .add("subject", "Écran noir")
        .add("text", "Voilà.\nA second line")
        .add("replyToken", "2026-1-abc");
  }

  private JsonObject deliver(Map<String, String> settings, JsonObject order) throws IOException {
    return JsonText.object(mailer.deliver(call(settings, order)));
  }

  private static String problem(JsonObject answer) {
    JsonObject problem = answer.getJsonObject("problem");
    return problem.getString("kind") + ": " + problem.getString("says");
  }

  private MimeMessage received() {
    assertThat(server.getReceivedMessages()).hasSize(1);
    return server.getReceivedMessages()[0];
  }

  @Test
  void signsInAndSendsWhatWasAskedFor() throws Exception {
    JsonObject receipt = deliver(settings(), order().build());

    assertThat(receipt.getString("externalId")).isEqualTo("<key-1@example.test>");
    MimeMessage mail = received();
    assertThat(mail.getMessageID()).isEqualTo("<key-1@example.test>");
    assertThat(mail.getSubject()).isEqualTo("Écran noir");
    assertThat(mail.getReplyTo()[0]).hasToString("reply+2026-1-abc@example.test");
    assertThat(mail.getContent().toString().replace("\r\n", "\n").strip())
        .isEqualTo("Voilà.\nA second line");
    assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    assertThat(mail.getHeader("In-Reply-To")).isNull();
  }

  @Test
  void aRepeatIsTheSameMail() throws Exception {
    assertThat(deliver(settings(), order().build()))
        .isEqualTo(deliver(settings(), order().build()));
  }

  @Test
  void belongsToTheFirstMailAboutTheRequest() throws Exception {
    Map<String, String> settings = settings();
    settings.put("externalId", "<first@example.test>");
    deliver(settings, order().add("auto", false).build());

    assertThat(received().getHeader("In-Reply-To")).containsExactly("<first@example.test>");
    assertThat(received().getHeader("References")).containsExactly("<first@example.test>");
    assertThat(received().getHeader("Auto-Submitted")).isNull();
  }

  @Test
  void saysHowMailsLikeItEnd() throws Exception {
    String address = "https://portal.example/unsubscribe?token=" + "x".repeat(200);
    deliver(settings(), order().add("unsubscribe", address + ">\r\nX-Evil: 1").build());

    assertThat(received().getHeader("List-Unsubscribe")[0].replaceAll("\\s", ""))
        .isEqualTo("<" + address + "X-Evil:1>");
    assertThat(received().getHeader("List-Unsubscribe-Post"))
        .containsExactly("List-Unsubscribe=One-Click");
    assertThat(received().getHeader("X-Evil")).isNull();
  }

  @Test
  void offersNoEndWhereThereIsNone() throws Exception {
    deliver(settings(), order().build());

    assertThat(received().getHeader("List-Unsubscribe")).isNull();
    assertThat(received().getHeader("List-Unsubscribe-Post")).isNull();
  }

  @Test
  void carriesFiles() throws Exception {
    JsonObject file =
        Json.createObjectBuilder()
            .add("id", UUID.randomUUID().toString())
            .add("name", "écran\r\nX-Evil: 1.txt")
            .add("mediaType", "text/plain")
            .build();
    deliver(settings(), order().add("files", Json.createArrayBuilder().add(file)).build());

    Multipart parts = (Multipart) received().getContent();
    assertThat(parts.getCount()).isEqualTo(2);
    assertThat(parts.getBodyPart(1).getHeader("X-Evil")).isNull();
    assertThat(
            new String(
                parts.getBodyPart(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("content");
  }

  @Test
  void whatSomebodyTypesIsNoHeader() throws Exception {
    deliver(
        settings(),
        order()
            .add("subject", "x\r\nBcc: evil@example.test\r\n\r\nbody")
            .add("name", "Anna\nX-Evil: 1")
            .build());

    assertThat(received().getHeader("Bcc")).isNull();
    assertThat(received().getHeader("X-Evil")).isNull();
    assertThat(received().getSubject()).isEqualTo("x Bcc: evil@example.test body");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "anna@example.test, evil@example.test",
        "anna",
        "anna@example.test\\nRCPT TO:<evil@example.test>",
        "''"
      })
  void anAddressIsOneAddress(String to) throws Exception {
    JsonObject answer = deliver(settings(), order().add("to", to.replace("\\n", "\r\n")).build());

    assertThat(problem(answer)).startsWith("refused: This is no mail address: ");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aWrongPasswordIsAboutCredentials() throws Exception {
    Map<String, String> settings = settings();
    settings.put("password", "wrong");

    assertThat(problem(deliver(settings, order().build()))).startsWith("credentials: 535 ");
    assertThat(problem(JsonText.object(mailer.probe(call(settings, order().build())))))
        .startsWith("credentials: 535 ");
    assertThat(mailer.probe(call(settings(), order().build()))).isEqualTo("{}");
  }

  @Test
  void aServerWithoutTheEncryptionIsNotUsed() throws Exception {
    Map<String, String> settings = settings();
    settings.put("security", "starttls");

    assertThat(problem(deliver(settings, order().build())))
        .startsWith("later: STARTTLS is required");
    assertThat(server.getReceivedMessages()).isEmpty();
  }

  @Test
  void aCertificateThatNobodyVouchesForIsNotBelieved() {
    Map<String, String> settings = settings();
    settings.put("security", "tls");
    settings.put("port", String.valueOf(server.getSmtps().getPort()));

    assertThat(catchThrowable(() -> deliver(settings, order().build())))
        .isInstanceOf(SSLException.class);
  }

  @Test
  void nobodyThereIsToldAsSuch() throws Exception {
    Map<String, String> settings = settings();
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      settings.put("port", String.valueOf(free.getLocalPort()));
    }

    assertThat(catchThrowable(() -> deliver(settings, order().build())))
        .isInstanceOf(ConnectException.class);
  }

  @ParameterizedTest
  @CsvSource({"451 4.3.0 try again, later", "421 closing, later", "552 too large, refused"})
  void theServersCodeDecides(String answer, String kind) throws Exception {
    try (ScriptedSmtp scripted = new ScriptedSmtp(answer)) {
      Map<String, String> settings = settings();
      settings.put("port", String.valueOf(scripted.port()));
      settings.remove("username");

      assertThat(problem(deliver(settings, order().build()))).isEqualTo(kind + ": " + answer);
    }
  }
}
