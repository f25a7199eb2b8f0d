package org.guichet.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A person at Keycloak's pages: keeps cookies, fills the form of the page at hand, follows
 * redirects within Keycloak and stops where it is sent elsewhere. Keycloak's cookies are Secure,
 * which a browser overlooks on localhost and Java's own cookie manager does not.
 */
final class PageVisitor {
  private static final Pattern FORM = Pattern.compile("<form [^>]*action=\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final String keycloak;
  private HttpResponse<String> page;

  PageVisitor(String keycloak) {
    this.keycloak = keycloak;
  }

  PageVisitor open(String address) {
    return follow(HttpRequest.newBuilder(URI.create(address)).GET());
  }

  /** Sends the page's first form with these fields: name, value, name, value. */
  PageVisitor submit(String... fields) {
    Matcher form = FORM.matcher(page.body());
    if (!form.find()) {
      throw new IllegalStateException("No form on the page: " + page.body());
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      values.put(fields[i], fields[i + 1]);
    }
    URI action = page.uri().resolve(form.group(1).replace("&amp;", "&"));
    return follow(
        HttpRequest.newBuilder(action)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form(values))));
  }

  /** Opens the first link whose address holds these words. */
  PageVisitor click(String words) {
    Matcher link =
        Pattern.compile("<a [^>]*href=\"([^\"]*" + Pattern.quote(words) + "[^\"]*)\"")
            .matcher(page.body());
    if (!link.find()) {
      throw new IllegalStateException("No link to " + words + " on the page: " + page.body());
    }
    return open(page.uri().resolve(link.group(1).replace("&amp;", "&")).toString());
  }

  String text() {
    return page.body();
  }

  int status() {
    return page.statusCode();
  }

  /** Where the last page sent us, outside of Keycloak; empty if it did not. */
  String sentTo() {
    return page.headers().firstValue("Location").orElse("");
  }

  /** A parameter of the address we were sent to; empty if there is none. */
  String sentParameter(String name) {
    Matcher found = Pattern.compile("[?&]" + name + "=([^&#]*)").matcher(sentTo());
    return found.find() ? found.group(1) : "";
  }

  static String form(Map<String, String> values) {
    return values.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private PageVisitor follow(HttpRequest.Builder request) {
    page = send(request);
    while (sentTo().startsWith(keycloak)) {
      page = send(HttpRequest.newBuilder(URI.create(sentTo())).GET());
    }
    return this;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      for (String header : response.headers().allValues("Set-Cookie")) {
        String[] cookie = header.split(";", 2)[0].split("=", 2);
        cookies.put(cookie[0], cookie[1]);
      }
      return response;
    } catch (IOException e) {
      throw new IllegalStateException("Keycloak does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
