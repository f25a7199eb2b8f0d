package org.guichet.integration.connector.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultiStatusTest {

  private static List<StoredFile> files(String xml) throws IOException {
    return MultiStatus.files(new ByteArrayInputStream(xml.getBytes(UTF_8)));
  }

  private static String response(String href, String properties) {
    return "<x:response><x:href>"
        + href
        + "</x:href><x:propstat><x:prop>"
        + properties
        + "</x:prop></x:propstat></x:response>";
  }

  @Test
  void readsTheFilesHoweverTheyAreAddressed() throws Exception {
    List<StoredFile> files =
        files(
            "<x:multistatus xmlns:x=\"DAV:\">"
                + response("/R-1/", "<x:resourcetype><x:collection/></x:resourcetype>")
                + response(
                    "/R-1/%c3%a9cran%20+%201.jpg",
                    "<x:getcontentlength>12</x:getcontentlength>"
                        + "<x:getlastmodified>Sat, 21 Nov 2026 10:15:30 GMT</x:getlastmodified>")
                + response("https://files.example/R-1/100%.txt", "")
                + "</x:multistatus>");

    assertThat(files)
        .containsExactly(
            new StoredFile("écran + 1.jpg", 12, Instant.parse("2026-11-21T10:15:30Z")),
            new StoredFile("100%.txt", -1, null));
  }

  @Test
  void fetchesNothing() {
    assertThatThrownBy(
            () ->
                files(
                    "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>"
                        + "<x:multistatus xmlns:x=\"DAV:\">&e;</x:multistatus>"))
        .isInstanceOf(StoreProblem.class)
        .hasMessageContaining("is no WebDAV");
  }
}
