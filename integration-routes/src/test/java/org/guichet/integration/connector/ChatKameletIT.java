package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import org.guichet.integration.connector.CallFailed.Reason;
import org.guichet.shared.JsonText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a chat gets of what people wrote. */
class ChatKameletIT {
  private static final String NASTY =
      "<!channel> <@U1> @channel @all @here <https://evil.example|free> [free](https://evil.example)"
          + " ![x](http://evil.example/x.png) www.evil.example WWW.evil.example &#64;here &lt;!channel&gt;"
          + " *b* _i_ `c` ~s~ #town > q | a";
  private static final Envelope FIRST = new Envelope("key-1", false, Envelope.newTraceId());

  @TempDir Path folder;
  private final TestConnections connections = new TestConnections();
  private RecordedSystem chat;

  @BeforeEach
  void start() throws Exception {
    chat = RecordedSystem.start();
    chat.answers(200, "ok");
  }

  @AfterEach
  void stop() {
    connections.close();
    chat.close();
  }

  private Connection open(String dialect) {
    return connections.open(
        "chat-action",
        Map.of(
            "dialect",
            dialect,
            "secretUrl",
            connections.secret(
                "hook", chat.url() + "/hooks/T%2F1?sig=a%2Bb%3D&sv=1.0&sp=%2Ft%2F")));
  }

  private JsonObject deliver(String dialect, String text) throws CallFailed {
    String body =
        jakarta.json.Json.createObjectBuilder()
            .add("title", "R-1 " + text)
            .add("text", text)
            .add("url", "https://portal.example/request?number=R-1&x=(a)|<b>")
            .build()
            .toString();
    open(dialect).call(Verb.DELIVER, body, FIRST);
    return JsonText.object(chat.lastCall().body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"slack", "teams", "mattermost"})
  void theAddressIsUsedToTheLetter(String dialect) throws Exception {
    deliver(dialect, "x");

    assertThat(chat.lastCall().line())
        .isEqualTo("POST /hooks/T%2F1?sig=a%2Bb%3D&sv=1.0&sp=%2Ft%2F");
    assertThat(chat.lastCall().headers().keySet()).noneMatch(name -> name.startsWith("camel"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"slack", "teams", "mattermost"})
  void noAddressAndNoMentionIsAlive(String dialect) throws Exception {
    String sent = deliver(dialect, NASTY).toString().replace("https://portal.example", "");

    assertThat(sent.replace("http://adaptivecards.io", ""))
        .doesNotContain("https://")
        .doesNotContain("http://")
        .doesNotContainPattern("(?i)www\\.")
        .doesNotContainPattern("@\\w");
  }

  @Test
  void slackReadsNoMarkupInWhatPeopleWrote() throws Exception {
    JsonObject message = deliver("slack", NASTY);
    JsonObject first = message.getJsonArray("blocks").getJsonObject(0).getJsonObject("text");

    assertThat(message.getString("text")).doesNotContain("<").doesNotContain(">");
    assertThat(first.getString("type")).isEqualTo("plain_text");
    assertThat(
            message.getJsonArray("blocks").getJsonObject(1).getJsonObject("text").getString("text"))
        .isEqualTo(
            "<https://portal.example/request?number=R-1&x=%28a%29%7C%3Cb%3E|Open the request>");
  }

  @Test
  void teamsReadsNoMarkupInWhatPeopleWrote() throws Exception {
    JsonObject card =
        deliver("teams", NASTY)
            .getJsonArray("attachments")
            .getJsonObject(0)
            .getJsonObject("content");

    assertThat(card.getString("$schema")).startsWith("http://adaptivecards.io");
    assertThat(card.getJsonArray("body").getValuesAs(JsonObject.class))
        .extracting(block -> block.getString("type"))
        .containsOnly("RichTextBlock");
    assertThat(card.getJsonArray("actions").getJsonObject(0).getString("url"))
        .startsWith("https://portal.example/");
  }

  @Test
  void mattermostReadsNoMarkupInWhatPeopleWrote() throws Exception {
    String text = deliver("mattermost", NASTY).getString("text");
    String theirs = text.lines().skip(1).findFirst().orElseThrow();

    assertThat(theirs).doesNotContainPattern("(?<!\\\\)[\\[\\]*_`~#>|<!]").doesNotContain("&#");
    assertThat(text).startsWith("**R\\-1 ").endsWith("R-1&x=%28a%29%7C%3Cb%3E)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"slack", "teams", "mattermost"})
  void aNovelIsCutAndALinkThatIsNoneLeftOut(String dialect) throws Exception {
    open(dialect)
        .call(
            Verb.DELIVER,
            "{\"text\": \"" + "é".repeat(10_000) + "\", \"url\": \"javascript:alert(1)\"}",
            FIRST);

    assertThat(chat.lastCall().body().length()).isLessThan(8_000);
    assertThat(chat.lastCall().body()).contains("…").doesNotContain("javascript");
  }

  @Test
  void aProbeWritesNothingAndKnowsAWebhookByItsRefusalOfNothing() throws Exception {
    chat.answers(400, "no_text");
    open("slack").call(Verb.PROBE, "{}", FIRST);

    assertThat(chat.lastCall().body()).isEqualTo("{}");
  }

  @ParameterizedTest
  @CsvSource({
    "404, no_service, GONE",
    "410, channel_is_archived, GONE",
    "403, invalid_token, CREDENTIALS",
    "400, invalid_payload, DECLINED",
    "200, Webhook message delivery failed with error: 429, NOT_NOW"
  })
  void saysWhatBecameOfIt(int status, String answer, Reason reason) {
    chat.answers(status, answer);
    CallFailed failure = catchThrowableOfType(CallFailed.class, () -> deliver("teams", "x"));

    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.answer()).contains(answer);
  }

  @Test
  void anOverloadedChatSaysHowLong() {
    chat.answers(call -> RecordedSystem.Answer.of(429, "").with("Retry-After", "30"));

    assertThat(catchThrowableOfType(CallFailed.class, () -> deliver("slack", "x")).retryAfter())
        .hasSeconds(30);
  }

  @Test
  void aChatOfOnesOwnMayHaveItsOwnAuthority() throws Exception {
    TestCertificate own = TestCertificate.of(folder, "localhost", "EC");
    try (RecordedSystem secure = RecordedSystem.startTls(own.lettingInAnybody(), false)) {
      Connection connection =
          connections.open(
              "chat-action",
              Map.of(
                  "dialect", "mattermost",
                  "secretUrl", connections.secret("own", secure.url() + "/hooks/1"),
                  "authority", own.certificatePem()));
      connection.call(Verb.DELIVER, "{\"text\": \"x\"}", FIRST);

      assertThat(secure.lastCall().line()).isEqualTo("POST /hooks/1");
    }
  }
}
