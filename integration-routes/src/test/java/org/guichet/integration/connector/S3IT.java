package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Map;
import org.guichet.peer.NeedsPeers;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The S3 connector against S3Proxy. */
@NeedsPeers
class S3IT extends StorageContract {
  S3IT() {
    super("s3");
  }

  @Override
  Map<String, String> properties() {
    return Map.of(
        "endpoint", peer.value("url"),
        "region", peer.value("region"),
        "bucket", peer.value("bucket"),
        "pathStyle", "true",
        "accessKey", peer.value("accessKey"),
        "secretKey", trial.secret(peer.value("secretKey")));
  }

  @Override
  Map<String, String> wrongCredentials() {
    return Map.of("secretKey", trial.secret("not-the-secret"));
  }

  @Override
  Map<String, String> nobody() {
    return Map.of("endpoint", "http://localhost:9");
  }

  @Override
  Map<String, String> noSuchPlace() {
    return Map.of("bucket", "nowhere");
  }

  /** An upload that was begun and neither completed nor aborted is kept unseen, and paid for. */
  @Override
  void assertNothingIsLeft(String reference) {
    try (S3Client s3 =
        S3Client.builder()
            .endpointOverride(URI.create(peer.value("url")))
            .region(Region.of(peer.value("region")))
            .forcePathStyle(true)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsBasicCredentials.create(peer.value("accessKey"), peer.value("secretKey"))))
            .build()) {
      assertThat(s3.listMultipartUploads(all -> all.bucket(peer.value("bucket"))).uploads())
          .isEmpty();
    }
  }

  @Test
  void aLargeFileThatIsNotWhatWasAcceptedIsAborted() throws Exception {
    Film film = new Film(20 * 1024 * 1024, position -> {});
    String reference = newReference();
    Sent damaged = new Sent(trial.file(film::open), "film.mp4", film.size(), "0".repeat(64));

    CallFailed failure = failure(open(), Verb.DELIVER, folder(reference, damaged));
    assertThat(failure.reason()).isEqualTo(CallFailed.Reason.FILE_MISSING);
    assertThat(seen(reference)).containsExactly("request.json", "request.txt");
    assertNothingIsLeft(reference);
  }

  @Test
  void anUnknownAccessKeyIsAMatterOfCredentials() throws Exception {
    CallFailed failure = failure(open(Map.of("accessKey", "nobody")), Verb.PROBE, "{}");

    assertThat(failure.reason()).isEqualTo(CallFailed.Reason.CREDENTIALS);
  }

  @Test
  void theKeysCanBeginWithAPrefix() throws Exception {
    Connection connection = open(Map.of("prefix", "guichet/in", "webUrl", "https://files.example"));
    String reference = newReference();
    String id = deliver(connection, false, folder(reference)).getString("externalId");

    assertThat(id).isEqualTo("guichet/in/" + reference + "/");
    assertThat(seen(id)).containsExactly("request.json", "request.txt");
    assertThat(ask(connection, Verb.STATUS, "externalId", id).getString("externalUrl"))
        .isEqualTo("https://files.example/guichet/in/" + reference + "/");
  }

  @Test
  void encryptionIsAskedForAndAServerThatCannotSaysSo() throws Exception {
    CallFailed failure =
        failure(open(Map.of("encryption", "AES256")), Verb.DELIVER, folder(newReference()));

    assertThat(failure.reason()).isEqualTo(CallFailed.Reason.NOT_NOW);
    assertThat(failure.answer()).contains("A header you provided implies functionality");
  }
}
