package org.guichet.integration.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.guichet.inbox.Inbox;
import org.guichet.inbox.PollCursors;
import org.guichet.integration.connector.ScriptedSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PollerTest {
  private static final String START = "2026-11-21T09:00:00Z";
  private static final String AT = "2026-11-21T10:00:00Z";
  private final List<String> received = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private String cursor = START;

  private final Inbox inbox =
      new Inbox(null, null) {
        @Override
        public boolean receive(int connectorId, String messageId, String body) {
          return received.add(messageId + body);
        }

        @Override
        public void refuse(String connector, String reason) {
          refused.add(connector + ": " + reason);
        }
      };
  private final PollCursors cursors =
      new PollCursors(null) {
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
    new Poller(null, cursors, inbox, Thread::new)
        .poll(
            ScriptedSystem.connection(true, (verb, body) -> "[" + String.join(", ", changes) + "]"),
            START);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aChangeThatIsNotUnderstoodHoldsUpNoOther(String bad) throws Exception {
    poll(change("\"F-8\"", "\"2026-11-21T09:30:00Z\""), bad, change("\"F-9\"", "\"" + AT + "\""));

    assertThat(received).containsExactly("F-8{\"a\":1}", "F-9{\"a\":1}");
    assertThat(refused).containsExactly("helpdesk: change not understood");
    assertThat(cursor).isEqualTo(AT);
  }

  @Test
  void nothingNewMovesNothing() throws Exception {
    poll();

    assertThat(received).isEmpty();
    assertThat(cursor).isEqualTo(START);
  }
}
