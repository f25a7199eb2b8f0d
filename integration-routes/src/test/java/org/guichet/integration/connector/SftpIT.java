package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.guichet.integration.connector.CallFailed.Reason;
import org.guichet.peer.NeedsPeers;
import org.junit.jupiter.api.Test;

/** The SFTP connector against OpenSSH. */
@NeedsPeers
class SftpIT extends StorageContract {
  SftpIT() {
    super("sftp");
  }

  private String content(String value) throws IOException {
    return Files.readString(Path.of(peer.value(value)));
  }

  @Override
  Map<String, String> properties() throws IOException {
    return Map.of(
        "host", peer.value("host"),
        "port", peer.value("port"),
        "hostKey", content("hostKey").strip(),
        "user", peer.value("user"),
        "privateKey", trial.secret(content("key")));
  }

  @Override
  Map<String, String> wrongCredentials() {
    return Map.of("privateKey", "", "password", trial.secret("not-the-secret"));
  }

  @Override
  Map<String, String> nobody() {
    return Map.of("port", "9");
  }

  @Override
  Map<String, String> noSuchPlace() {
    return Map.of("folder", "nowhere/at/all");
  }

  @Test
  void whatAnEarlierAttemptLeftUnfinishedGoes() throws Exception {
    assertThatUnfinishedFilesGo();
  }

  @Test
  void aPasswordOrALockedKeyDoAsWell() throws Exception {
    assertThat(
            failure(
                open(Map.of("privateKey", "", "password", trial.secret(peer.value("password")))),
                Verb.PROBE,
                "{}"))
        .isNull();
    assertThat(
            failure(
                open(
                    Map.of(
                        "privateKey", trial.secret(content("lockedKey")),
                        "privateKeyPassword", trial.secret(peer.value("lockedKeyPassword")))),
                Verb.PROBE,
                "{}"))
        .isNull();
  }

  @Test
  void aKeyThatCannotBeReadIsAMatterOfCredentials() throws Exception {
    for (Map<String, String> wrong :
        java.util.List.of(
            Map.of("privateKey", trial.secret("no key at all")),
            Map.of(
                "privateKey", trial.secret(content("lockedKey")),
                "privateKeyPassword", trial.secret("not-the-secret")))) {
      assertThat(failure(open(wrong), Verb.PROBE, "{}").reason()).isEqualTo(Reason.CREDENTIALS);
    }
  }

  @Test
  void aServerWithAnotherHostKeyGetsNothing() throws Exception {
    String reference = newReference();
    CallFailed failure =
        failure(
            open(Map.of("hostKey", content("otherKey").strip())),
            Verb.DELIVER,
            folder(reference, file("a.pdf", "one")));

    assertThat(failure.reason()).isEqualTo(Reason.CREDENTIALS);
    assertThat(failure.answer()).contains("another host key");
    assertThat(seen(reference)).isEmpty();
  }

  @Test
  void aPinnedKeyOfAnotherKindIsAnotherKey() throws Exception {
    CallFailed failure =
        failure(
            open(
                Map.of(
                    "hostKey",
                    Files.readString(Path.of(peer.value("lockedKey") + ".pub")).strip())),
            Verb.PROBE,
            "{}");

    assertThat(failure.reason()).isEqualTo(Reason.CREDENTIALS);
    assertThat(failure.answer()).contains("no host key of the kind");
  }

  @Test
  void theFoldersCanLiveInAFolder() throws Exception {
    Path folder = Files.createDirectories(onDisk("incoming"));
    Files.setOwner(folder, Files.getOwner(onDisk("")));
    Connection connection = open(Map.of("folder", "incoming"));
    String reference = newReference();
    String id = deliver(connection, false, folder(reference)).getString("externalId");

    assertThat(id).isEqualTo("incoming/" + reference);
    assertThat(seen(id)).containsExactly("request.json", "request.txt");
    assertThat(ask(connection, Verb.STATUS, "externalId", id).getString("externalStatus"))
        .isEqualTo("open");
  }

  @Test
  void aFolderThatIsNotOursCanStillBeOpenedToUs() throws Exception {
    Files.createDirectories(onDisk("closed"));
    CallFailed failure =
        failure(open(Map.of("folder", "closed")), Verb.DELIVER, folder(newReference()));

    assertThat(failure.reason()).isEqualTo(Reason.NOT_NOW);
    assertThat(failure.answer()).contains("Permission denied");
  }
}
