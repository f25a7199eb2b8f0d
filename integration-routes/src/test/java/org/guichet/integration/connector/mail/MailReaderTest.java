package org.guichet.integration.connector.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.Properties;
import org.guichet.shared.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers' mails become. */
class MailReaderTest {
  private static final Session SESSION = Session.getInstance(new Properties());
  private static final String HEAD =
      """
      From: =?ISO-8859-1?Q?Ren=E9?= <Rene@example.test>
      To: Portal <reply+2026-1-abc@example.test>, other@example.test
      Delivered-To: reply+2026-1-abc@example.test
      Subject: =?UTF-8?B?w4ljcmFu?= noir
      Message-ID: <m1@example.test>
      In-Reply-To: <ours@example.test>
      References: <first@example.test>
       <ours@example.test>
      """;

  private static JsonObject read(byte[] mail) throws Exception {
    MimeMessage message = new MimeMessage(SESSION, new ByteArrayInputStream(mail));
    return JsonText.object(new MailReader().read(message));
  }

  private static JsonObject read(String mail) throws Exception {
    return read(mail.replace("\n", "\r\n").getBytes(UTF_8));
  }

  private static String text(String mail) throws Exception {
    return read(mail).getString("text");
  }

  @Test
  void sendersAddresseesAndThreadAreThere() throws Exception {
    JsonObject mail = read(HEAD + "Content-Type: text/plain; charset=utf-8\n\nMerci à tous\n");

    assertThat(mail.getString("from")).isEqualTo("Rene@example.test");
    assertThat(mail.getJsonArray("to").getValuesAs(JsonString::getString))
        .containsExactly("reply+2026-1-abc@example.test", "other@example.test");
    assertThat(mail.getString("subject")).isEqualTo("Écran noir");
    assertThat(mail.getString("id")).isEqualTo("<m1@example.test>");
    assertThat(mail.getString("inReplyTo")).isEqualTo("<ours@example.test>");
    assertThat(mail.getJsonArray("references").getValuesAs(JsonString::getString))
        .containsExactly("<first@example.test>", "<ours@example.test>");
    assertThat(mail.getString("text").strip()).isEqualTo("Merci à tous");
    assertThat(mail.getBoolean("auto")).isFalse();
  }

  @Test
  void oldAndUnknownCharsetsAreReadAsWellAsTheyCanBe() throws Exception {
    String latin =
        HEAD.replace("\n", "\r\n") + "Content-Type: text/plain; charset=iso-8859-1\r\n\r\n";
    assertThat(read((latin + "déjà vu").getBytes(ISO_8859_1)).getString("text"))
        .isEqualTo("déjà vu");
    assertThat(text(HEAD + "Content-Type: text/plain; charset=\"no such\"\n\ndéjà vu"))
        .isEqualTo("déjà vu");
    assertThat(text(HEAD + "Content-Type: ;;;\n\ndéjà vu")).isEqualTo("déjà vu");
  }

  @Test
  void htmlAloneBecomesTextWithItsLinesAndQuotes() throws Exception {
    assertThat(
            text(
                HEAD
                    + "Content-Type: text/html; charset=utf-8\n\n<html><head><style>p {color: red}</style></head><body>"
                    + "<p>It works&nbsp;again.</p><div>Thank you<br>René</div><script>alert(1)</script>"
                    + "<blockquote>Please <b>reply</b><div>to this mail</div></blockquote></body></html>"))
        .isEqualTo("It works again.\n\nThank you\nRené\n> Please reply\n> to this mail");
  }

  @Test
  void thePlainTextIsPreferredAndFilesCome() throws Exception {
    String content = Base64.getEncoder().encodeToString("content".getBytes(UTF_8));
    JsonObject mail =
        read(
            HEAD
                + "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: multipart/alternative; boundary=a\n\n"
                + "--a\nContent-Type: text/plain\n\nplain words\n--a\nContent-Type: text/html\n\n<p>html words</p>\n--a--\n"
                + "--m\nContent-Type: image/png; name=\"=?UTF-8?Q?=C3=A9cran.png?=\"\nContent-Transfer-Encoding: base64\n"
                + "Content-Disposition: attachment\n\n"
                + content
                + "\n--m--\n");

    assertThat(mail.getString("text").strip()).isEqualTo("plain words");
    JsonObject file = mail.getJsonArray("attachments").getJsonObject(0);
    assertThat(file.getString("name")).isEqualTo("écran.png");
    assertThat(file.getString("content")).isEqualTo(content);
  }

  @Test
  void whatIsTooLargeIsLeftOutByName() throws Exception {
    String line = "A".repeat(76) + "\n";
    JsonObject mail =
        read(
            HEAD
                + "Content-Type: multipart/mixed; boundary=m\n\n--m\nContent-Type: text/plain\n\nsee file\n--m\n"
                + "Content-Type: application/pdf; name=big.pdf\nContent-Transfer-Encoding: base64\n\n"
                + line.repeat(200_000)
                + "--m--\n");

    assertThat(mail.getJsonArray("attachments")).isEmpty();
    assertThat(mail.getString("text")).startsWith("see file").contains("big.pdf");
  }

  @Test
  void aLongTextIsCut() throws Exception {
    assertThat(text(HEAD + "\n" + "word ".repeat(100_000))).hasSize(100_001);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: Auto-Generated; owner=x",
        "Precedence: bulk",
        "List-Id: <list.example.test>",
        "Return-Path: <>",
        "X-Autoreply: yes",
        "X-Loop: rene@example.test",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=x"
      })
  void machinesAreRecognized(String header) throws Exception {
    assertThat(read(HEAD + header + "\n\nI am away\n").getBoolean("auto")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Auto-Submitted: no",
        "Precedence: first-class",
        "X-Loop: somebody@else.example",
        "Return-Path: <rene@example.test>"
      })
  void peopleAre(String header) throws Exception {
    assertThat(read(HEAD + header + "\n\nHello\n").getBoolean("auto")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Subject: nothing else\n\n",
        "From: \"unclosed <x@\nTo: ,,;\nContent-Type: multipart/mixed\n\nno boundary",
        "Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n%%%\n--b",
        "From: a@example.test\nContent-Transfer-Encoding: x-unknown\n\ntext"
      })
  void aMalformedOneIsReadAndKnownAgain(String mail) throws Exception {
    assertThat(read(mail).getString("id")).isNotBlank().isEqualTo(read(mail).getString("id"));
  }
}
