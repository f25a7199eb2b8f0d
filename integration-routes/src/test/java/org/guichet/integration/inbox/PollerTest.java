package org.guichet.integration.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.guichet.inbox.Inbox;
import org.guichet.inbox.PollCursors;
import org.guichet.inbox.WakeUps;
import org.guichet.integration.connector.ScriptedSystem;
import org.guichet.shared.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PollerTest {
  private static final String START = "2026-11-21T09:00:00Z";
  private static final String AT = "2026-11-21T10:00:00Z";
  private final List<String> received = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private final List<String> aside = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final List<String> sinces = new ArrayList<>();
  private String cursor = START;

  private final Inbox inbox =
      new Inbox(null, null) {
        @Override
        public boolean receive(int connectorId, String messageId, String body) {
          return received.add(messageId + body);
        }

        @Override
        public void setAside(int connectorId, String messageId, String body, String sentence) {
          aside.add(messageId);
        }

        @Override
        public void refuse(String connector, String reason) {
          refused.add(connector + ": " + reason);
        }
      };
  private final WakeUps wakeUps =
      new WakeUps(null, null, null) {
        @Override
        public void ask(int connectorId, String externalId) {
          asked.add(externalId);
        }
      };
  private final PollCursors cursors =
      new PollCursors(null) {
        @Override
        public boolean isNew(int connectorId, String change, Duration again) {
          return seen.add(change);
        }

        @Override
        public void advance(int connectorId, String to) {
          cursor = to;
        }
      };

  private static String change(String id, String at) {
    return "{\"id\": " + id + ", \"at\": " + at + ", \"message\": {\"a\": 1}}";
  }

  static List<String> bad() {
    String at = "\"" + AT + "\"";
    return List.of(
        change("null", at),
        change("\"\"", at),
        change("17", at),
        change("\"a\\u0000b\"", at),
        change("\"\\ud800\"", at),
        change("\"" + "x".repeat(201) + "\"", at),
        change("\"F-1\"", "null"),
        change("\"F-1\"", "\"a\\u0000b\""),
        "{\"id\": \"F-1\", \"at\": " + at + "}",
        "{\"id\": \"F-1\", \"at\": " + at + ", \"message\": \"text\"}",
        "{\"id\": \"F-1\", \"at\": " + at + ", \"message\": {\"a\": \"\\ud800\"}}",
        "{}",
        "[]",
        "7");
  }

  private void poll(String... changes) throws Exception {
    poll(Duration.ZERO, since -> "[" + String.join(", ", changes) + "]");
  }

  private void poll(Duration overlap, UnaryOperator<String> system) throws Exception {
    new Poller(null, cursors, inbox, wakeUps, Thread::new)
        .poll(
            ScriptedSystem.connection(
                true,
                (verb, body) -> {
                  sinces.add(JsonText.object(body).getString("since"));
                  return system.apply(sinces.get(sinces.size() - 1));
                }),
            new PollCursors.Turn(cursor, overlap));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aChangeThatIsNotUnderstoodHoldsUpNoOther(String bad) throws Exception {
    poll(change("\"F-8\"", "\"2026-11-21T09:30:00Z\""), bad, change("\"F-9\"", "\"" + AT + "\""));

    assertThat(received).startsWith("F-8{\"a\":1}", "F-9{\"a\":1}");
    assertThat(refused).containsExactly("helpdesk: change not understood");
    assertThat(cursor).isEqualTo(AT);
  }

  @Test
  void nothingNewMovesNothing() throws Exception {
    poll();

    assertThat(received).isEmpty();
    assertThat(cursor).isEqualTo(START);
  }

  @Test
  void whatOnlyNamesARecordIsAWakeUpOnce() throws Exception {
    poll("{\"externalId\": 17, \"at\": \"" + AT + "\"}");

    assertThat(received).isEmpty();
    assertThat(asked).containsExactly("17");
    assertThat(cursor).isEqualTo(AT);
  }

  @Test
  void aPageThatBroughtSomethingIsFollowedByTheNext() throws Exception {
    String second = "2026-11-21T11:00:00Z";
    poll(
        Duration.ZERO,
        since ->
            switch (since) {
              case START -> "[" + change("\"F-1\"", "\"" + AT + "\"") + "]";
              case AT -> "[" + change("\"F-2\"", "\"" + second + "\"") + "]";
              default -> "[]";
            });

    assertThat(sinces).containsExactly(START, AT, second);
    assertThat(received).containsExactly("F-1{\"a\":1}", "F-2{\"a\":1}");
    assertThat(cursor).isEqualTo(second);
  }

  @Test
  void aCoarseClockIsReadWithAnOverlapAndTheCursorNeverGoesBack() throws Exception {
    poll(Duration.ofSeconds(1), since -> "[" + change("\"F-1\"", "\"2026-11-21T08:59:59Z\"") + "]");

    assertThat(sinces).containsExactly("2026-11-21T08:59:59Z");
    assertThat(cursor).isEqualTo(START);
    assertThat(received).singleElement().asString().startsWith("F-1 ");
  }

  private static String page(String at, int changes) {
    return IntStream.range(0, changes)
        .mapToObj(i -> change("\"" + at + " " + i + "\"", "\"" + at + "\""))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  @Test
  void aPageFullOfOneMomentIsPassedAndAPersonIsTold() throws Exception {
    poll(
        Duration.ZERO,
        since ->
            switch (since) {
              case START, AT -> page(AT, 20);
              case "2026-11-21T10:00:00.001Z" ->
                  "[" + change("\"F-9\"", "\"2026-11-21T11:00:00Z\"") + "]";
              default -> "[]";
            });

    assertThat(received).contains("F-9{\"a\":1}");
    assertThat(cursor).isEqualTo("2026-11-21T11:00:00Z");
    assertThat(aside).containsExactly("page " + AT);
  }

  @Test
  void aFullPageWithNothingBehindItIsNoTrouble() throws Exception {
    poll(Duration.ZERO, since -> since.equals(START) || since.equals(AT) ? page(AT, 20) : "[]");

    assertThat(cursor).isEqualTo(AT);
    assertThat(aside).isEmpty();
  }

  @Test
  void aTimeInTheFutureMovesNothingAndIsTakenAllTheSame() throws Exception {
    String slip = Instant.now().plus(Duration.ofHours(2)).toString();
    poll(change("\"F-1\"", "\"" + slip + "\""), change("\"F-2\"", "\"" + AT + "\""));

    assertThat(received).contains("F-1{\"a\":1}", "F-2{\"a\":1}");
    assertThat(cursor).isEqualTo(AT);
  }

  @Test
  void anAnswerThatIsNoListIsNoAnswer() {
    assertThatThrownBy(() -> poll(Duration.ZERO, since -> "{}"))
        .hasMessage("It answers no list of changes.");
  }
}
