package org.guichet.integration.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.http.base.HttpOperationFailedException;
import org.guichet.inbox.Inbox;
import org.guichet.inbox.WakeUp;
import org.guichet.inbox.WakeUps;
import org.guichet.integration.connector.ScriptedSystem;
import org.junit.jupiter.api.Test;

class RecordReaderTest {
  private final List<String> happened = new ArrayList<>();
  private boolean keeps = true;

  private final Inbox inbox =
      new Inbox(null, null) {
        @Override
        public void refuse(String connector, String reason) {
          happened.add("refused: " + reason);
        }

        @Override
        public void setAside(int connectorId, String messageId, String body, String sentence) {
          happened.add("set aside: " + messageId + " " + body + " " + sentence);
        }
      };
  private final WakeUps wakeUps =
      new WakeUps(null, null, null) {
        @Override
        public boolean done(WakeUp wakeUp, String body) {
          return happened.add("done: " + body);
        }

        @Override
        public boolean failed(WakeUp wakeUp, String error, boolean denied) {
          happened.add((denied ? "denied: " : "failed: ") + error);
          return keeps;
        }
      };

  private void read(ScriptedSystem.Script system) {
    new RecordReader(null, wakeUps, inbox, Thread::new)
        .read(ScriptedSystem.connection(true, system), new WakeUp(1, "HD-1", 1, 1));
  }

  @Test
  void theRecordGoesIntoTheInbox() {
    read((verb, body) -> "{\"verb\": \"" + verb + "\", \"asked\": " + body + "}");

    assertThat(happened)
        .containsExactly("done: {\"verb\": \"read\", \"asked\": {\"externalId\":\"HD-1\"}}");
  }

  @Test
  void aRecordThatSaysNothingIsDone() {
    read((verb, body) -> "{}");

    assertThat(happened).containsExactly("done: null");
  }

  private void readWhatTheSystemDenies() {
    read(
        (verb, body) -> {
          throw new HttpOperationFailedException("http://x", 404, "", null, Map.of(), "");
        });
  }

  @Test
  void aRecordThatTheSystemDeniesIsAskedForAgain() {
    readWhatTheSystemDenies();

    assertThat(happened).containsExactly("denied: It refused to be asked (404).");
  }

  @Test
  void aRecordThatIsTooLargeWaitsForAPerson() {
    read((verb, body) -> "{\"text\": \"" + "x".repeat(1024 * 1024) + "\"}");

    assertThat(happened)
        .containsExactly(
            "set aside: too large HD-1 {\"externalId\":\"HD-1\",\"characters\":1048588}"
                + " Its record HD-1 is too large to be read (1 MB). What changed there is not shown here: look there.",
            "done: null");
  }

  @Test
  void aRecordWithCharactersThatNobodyCanKeepWaitsForAPerson() {
    read((verb, body) -> "{\"text\": \"\ud800\"}");

    assertThat(happened).first().asString().startsWith("set aside: unreadable HD-1");
  }

  @Test
  void whatIsGivenUpIsCounted() {
    keeps = false;
    readWhatTheSystemDenies();

    assertThat(happened).last().isEqualTo("refused: no such record");
  }

  @Test
  void whatFailsIsTriedAgain() {
    read(
        (verb, body) -> {
          throw new ConnectException();
        });
    read((verb, body) -> "[]");

    assertThat(happened)
        .containsExactly("failed: It cannot be reached.", "failed: It answers no record.");
  }
}
