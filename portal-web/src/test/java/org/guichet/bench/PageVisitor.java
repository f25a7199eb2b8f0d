package org.guichet.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.zip.GZIPInputStream;
import org.guichet.portal.access.Browser;

/** Somebody signed in, with a connection of his own. */
final class PageVisitor {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String portal;
  private final String cookies;

  private PageVisitor(String portal, String cookies) {
    this.portal = portal;
    this.cookies = cookies;
  }

  /** The same session over a connection of its own. */
  PageVisitor anotherConnection() {
    return new PageVisitor(portal, cookies);
  }

  /** Through Keycloak's forms, as everybody. */
  static PageVisitor signIn(String portal, String username) {
    Browser browser = new Browser();
    browser.signIn(username, portal + "/");
    String session = browser.cookies().get("guichet");
    if (session == null) {
      throw new IllegalStateException(username + " has no session: " + browser.cookies().keySet());
    }
    return new PageVisitor(portal, "guichet=" + session);
  }

  /**
   * A page, whole and compressed as a browser asks for it.
   *
   * @return bytes that came
   */
  HttpResponse<byte[]> get(String address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(portal).resolve(address))
            .header("Cookie", cookies)
            .header("Accept-Encoding", "gzip")
            .header("Accept", "text/html,*/*")
            .build();
    HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(address + " answered " + answer.statusCode());
    }
    return answer;
  }

  static String text(HttpResponse<byte[]> answer) throws IOException {
    boolean compressed =
        answer.headers().firstValue("Content-Encoding").orElse("").contains("gzip");
    byte[] body =
        compressed
            ? new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes()
            : answer.body();
    return new String(body, java.nio.charset.StandardCharsets.UTF_8);
  }
}
