package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.guichet.integration.connector.CallFailed.Reason;
import org.guichet.peer.NeedsPeers;
import org.junit.jupiter.api.Test;

/** The WebDAV connector against Apache's mod_dav. */
@NeedsPeers
class WebDavIT extends StorageContract {
  WebDavIT() {
    super("webdav");
  }

  @Override
  Map<String, String> properties() {
    return Map.of(
        "baseUrl", peer.value("url"),
        "user", peer.value("user"),
        "password", trial.secret(peer.value("password")));
  }

  @Override
  Map<String, String> wrongCredentials() {
    return Map.of("password", trial.secret("not-the-secret&%)"));
  }

  @Override
  Map<String, String> nobody() {
    return Map.of("baseUrl", "http://localhost:9");
  }

  @Override
  Map<String, String> noSuchPlace() {
    return Map.of("baseUrl", peer.value("url") + "/nowhere");
  }

  @Test
  void theLinkIsTheFoldersOwnAddressUnlessPeopleHaveAnother() throws Exception {
    String reference = newReference();

    assertThat(deliver(open(), false, folder(reference)).getString("externalUrl"))
        .isEqualTo(peer.value("url") + "/" + reference + "/");
    assertThat(
            deliver(open(Map.of("webUrl", "https://files.example/r")), true, folder(reference))
                .getString("externalUrl"))
        .isEqualTo("https://files.example/r/" + reference);
  }

  @Test
  void whatAnEarlierAttemptLeftUnfinishedGoes() throws Exception {
    assertThatUnfinishedFilesGo();
  }

  @Test
  void aLockPasses() throws Exception {
    String reference = newReference();
    deliver(open(), false, folder(reference, file("a.pdf", "one")));
    lock(peer.value("url") + "/" + reference + "/a.pdf");

    CallFailed failure =
        failure(open(), Verb.DELIVER, folder(reference, file("a.pdf", "the right one")));
    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure.httpStatus()).isEqualTo(423);
    assertThat(CallFailed.passes(423)).isTrue();
    assertThat(seen(reference)).containsExactly("a.pdf", "request.json", "request.txt");
  }

  private void lock(String address) throws Exception {
    HttpResponse<Void> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(address))
                    .header(
                        "Authorization",
                        "Basic "
                            + Base64.getEncoder()
                                .encodeToString("portal:portal-secret-1".getBytes()))
                    .header("Timeout", "Second-60")
                    .method(
                        "LOCK",
                        HttpRequest.BodyPublishers.ofString(
                            "<lockinfo xmlns=\"DAV:\"><lockscope><exclusive/></lockscope><locktype><write/>"
                                + "</locktype><owner>a colleague</owner></lockinfo>"))
                    .build(),
                HttpResponse.BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void whatIsNoWebDavSaysSo() throws Exception {
    try (CompanyPage page = CompanyPage.start()) {
      CallFailed failure =
          failure(open(Map.of("baseUrl", page.url())), Verb.DELIVER, folder(newReference()));

      assertThat(failure.reason()).isEqualTo(Reason.NOT_NOW);
      assertThat(failure.answer()).contains("is no WebDAV");
    }
  }

  @Test
  void aFileThatIsTooLargeForTheServerIsRefusedBeforeItIsSent() throws Exception {
    AtomicLong read = new AtomicLong();
    Film film = new Film(300 * 1024 * 1024, read::set);
    Sent sent = new Sent(trial.file(film::open), "film.mp4", film.size(), "0".repeat(64));

    assertThat(failure(open(), Verb.DELIVER, folder(newReference(), sent)).httpStatus())
        .isEqualTo(413);
    assertThat(read).hasValue(0);
  }

  /** Apache's own unfinished files, which it shows to nobody, outlive its death. */
  @Override
  List<String> seen(String reference) throws IOException {
    return super.seen(reference).stream().filter(name -> !name.startsWith(".davfs.")).toList();
  }
}
