package org.guichet.integration.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.guichet.inbox.Hook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The proofs of systems as they document them, with the examples that they publish. */
class PushTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  private static Push push(String body, Map<String, String> headers) {
    TreeMap<String, String> caseless = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    caseless.putAll(headers);
    return new Push(caseless::get, body.getBytes(UTF_8));
  }

  private static Hook hook(Hook.Kind kind, String settings) {
    return new Hook(1, "helpdesk", kind, settings, "secret", null);
  }

  private static final Hook GITHUB =
      hook(
          Hook.Kind.HMAC,
          "{\"header\": \"X-Hub-Signature-256\", \"prefix\": \"sha256=\", \"idHeader\": \"X-GitHub-Delivery\"}");

  /** docs.github.com, "Validating webhook deliveries". */
  @Test
  void theExampleOfGitHubIsGenuine() {
    Push push =
        push(
            "Hello, World!",
            Map.of(
                "x-hub-signature-256",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"));

    assertThat(push.refusal(GITHUB, "It's a Secret to Everybody", NOW)).isNull();
    assertThat(push.refusal(GITHUB, "It's no Secret to Everybody", NOW))
        .isEqualTo("wrong signature");
    assertThat(push("", Map.of()).refusal(GITHUB, "x", NOW)).isEqualTo("missing header");
  }

  /** standardwebhooks.com, the reference libraries' test. */
  @Test
  void theExampleOfStandardWebhooksIsGenuine() {
    Push push =
        push(
            "{\"test\": 2432232314}",
            Map.of(
                "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "webhook-timestamp", "1614265330",
                "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="));
    Instant then = Instant.ofEpochSecond(1614265330L);

    Hook standard = hook(Hook.Kind.STANDARD, "{}");
    assertThat(push.refusal(standard, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", then)).isNull();
    assertThat(push.refusal(standard, "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", NOW))
        .isEqualTo("stale timestamp");
    assertThat(push.id(standard)).isEqualTo("msg_p5jXN8AQM9LWM0D4loKWxJek");
  }

  /** api.slack.com, "Verifying requests from Slack". */
  @ParameterizedTest
  @CsvSource({"0, ", "301, stale timestamp"})
  void theExampleOfSlackIsGenuineForFiveMinutes(long later, String refusal) {
    Hook slack =
        hook(
            Hook.Kind.HMAC,
            "{\"header\": \"X-Slack-Signature\", \"prefix\": \"v0=\","
                + " \"timestampHeader\": \"X-Slack-Request-Timestamp\", \"signed\": \"v0:{timestamp}:{body}\"}");
    Push push =
        push(
            "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V"
                + "&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text="
                + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
            Map.of(
                "X-Slack-Request-Timestamp", "1531420618",
                "X-Slack-Signature",
                    "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"));

    Instant at = Instant.ofEpochSecond(1531420618L + later);
    assertThat(push.refusal(slack, "8f742231b10e8888abcd99yyyzzz85a5", at)).isEqualTo(refusal);
  }

  /** RFC 4231, test case 2, in both encodings. */
  @ParameterizedTest
  @CsvSource({
    "sha512, hex, 164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
    "sha256, hex, 5BDCC146BF60754E6A042426089575C75A003F089D2739839DEC58B964EC3843",
    "sha256, base64, W9zBRr9gdU5qBCQmCJV1x1oAPwidJzmDnexYuWTsOEM="
  })
  void theExamplesOfTheRfcAreGenuine(String algorithm, String encoding, String signature) {
    Hook hook =
        hook(
            Hook.Kind.HMAC,
            "{\"algorithm\": \"%s\", \"encoding\": \"%s\"}".formatted(algorithm, encoding));

    assertThat(
            push("what do ya want for nothing?", Map.of("X-Signature", signature))
                .refusal(hook, "Jefe", NOW))
        .isNull();
  }

  @Test
  void aTokenIsTheSecretItself() {
    Hook gitlab = hook(Hook.Kind.TOKEN, "{\"header\": \"X-Gitlab-Token\"}");
    Hook bearer = hook(Hook.Kind.TOKEN, "{\"prefix\": \"Bearer \"}");

    assertThat(push("{}", Map.of("X-Gitlab-Token", "s3")).refusal(gitlab, "s3", NOW)).isNull();
    assertThat(push("{}", Map.of("X-Gitlab-Token", "s4")).refusal(gitlab, "s3", NOW))
        .isEqualTo("wrong token");
    assertThat(push("{}", Map.of()).refusal(gitlab, "s3", NOW)).isEqualTo("wrong token");
    assertThat(push("{}", Map.of("Authorization", "Bearer s3")).refusal(bearer, "s3", NOW))
        .isNull();
  }

  @Test
  void aRepeatHasTheSameIdAndOthersHaveNot() {
    Hook plain = hook(Hook.Kind.HMAC, "{}");

    assertThat(push("{}", Map.of("X-GitHub-Delivery", "d-1")).id(GITHUB)).isEqualTo("d-1");
    assertThat(push("{}", Map.of()).id(plain)).as("two that are equal may be two").isNull();
    Hook timed = hook(Hook.Kind.HMAC, "{\"timestampHeader\": \"T\"}");
    assertThat(push("{}", Map.of("T", "1")).id(timed))
        .isNotEqualTo(push("{}", Map.of("T", "2")).id(timed))
        .isEqualTo(push("{}", Map.of("T", "1")).id(timed));
  }

  @Test
  void aCopyUnderAnotherNumberHasTheProofOfTheFirst() {
    Hook timed = hook(Hook.Kind.HMAC, "{\"timestampHeader\": \"T\", \"idHeader\": \"Id\"}");
    Push first = push("{}", Map.of("T", "1", "Id", "7"));

    assertThat(push("{}", Map.of("T", "1", "Id", "8")).proof(timed)).isEqualTo(first.proof(timed));
    assertThat(push("{}", Map.of("T", "2", "Id", "7")).proof(timed))
        .isNotEqualTo(first.proof(timed));
    assertThat(push("{}", Map.of()).proof(GITHUB)).as("nothing tells two apart").isNull();
  }

  @Test
  void aNumberMayBeSigned() {
    Hook hook =
        hook(
            Hook.Kind.HMAC,
            "{\"idHeader\": \"Id\", \"timestampHeader\": \"T\", \"signed\": \"{id}.{timestamp}.{body}\"}");
    // printf '7.1795262400.{}' | openssl dgst -sha256 -hmac secret
    String signature = "e3f86e5ed86b977b9898cede6689fdb76e00fca0d842f7fe91977bca7c159dc3";
    String now = String.valueOf(NOW.getEpochSecond());

    Push genuine = push("{}", Map.of("Id", "7", "T", now, "X-Signature", signature));
    assertThat(genuine.refusal(hook, "secret", NOW)).isNull();
    assertThat(genuine.proof(hook)).isNull();
    assertThat(
            push("{}", Map.of("Id", "8", "T", now, "X-Signature", signature))
                .refusal(hook, "secret", NOW))
        .isEqualTo("wrong signature");
    assertThat(push("{}", Map.of("T", now, "X-Signature", signature)).refusal(hook, "secret", NOW))
        .isEqualTo("missing header");
  }

  @Test
  void aTimeThatIsNotSignedProvesNothing() {
    Hook careless = hook(Hook.Kind.HMAC, "{\"timestampHeader\": \"T\", \"signed\": \"{body}\"}");

    assertThat(push("{}", Map.of("T", "1", "X-Signature", "x")).refusal(careless, "secret", NOW))
        .isEqualTo("time not signed");
  }
}
