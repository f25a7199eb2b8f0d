package org.guichet.portal.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.guichet.keycloak.KeycloakServer;

/**
 * As much of a browser as signing in needs: cookies (also Keycloak's, which are Secure and which a
 * real browser sends to localhost), redirects, forms.
 */
public final class Browser {
  private static final Pattern FORM =
      Pattern.compile("<form[^>]*action=\"([^\"]*)\"", Pattern.CASE_INSENSITIVE);
  private static final int MOST_REDIRECTS = 12;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final Map<String, String> cookies = new TreeMap<>();

  /** One request, redirects not followed. */
  HttpResponse<String> get(String address, String... headers) {
    return send(address, HttpRequest.Builder::GET, headers);
  }

  /** One request, redirects not followed. */
  HttpResponse<String> post(String address, Map<String, String> form, String... headers) {
    String body =
        form.entrySet().stream()
            .map(
                field ->
                    URLEncoder.encode(field.getKey(), UTF_8)
                        + "="
                        + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        address,
        request ->
            request
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)),
        headers);
  }

  /** Goes to an address and on until something is no redirect. */
  HttpResponse<String> open(String address) {
    return follow(get(address));
  }

  HttpResponse<String> follow(HttpResponse<String> answer) {
    HttpResponse<String> last = answer;
    for (int i = 0; i < MOST_REDIRECTS && last.statusCode() / 100 == 3; i++) {
      last = get(location(last));
    }
    return last;
  }

  /** Opens a page as this person, through Keycloak's two forms. */
  public HttpResponse<String> signIn(String username, String address) {
    return follow(submitSignIn(username, open(address)));
  }

  /** Fills Keycloak's forms; the answer is the redirect to the portal, not yet followed. */
  HttpResponse<String> submitSignIn(String username, HttpResponse<String> loginPage) {
    HttpResponse<String> page = loginPage;
    if (!page.body().contains("name=\"password\"")) {
      page = follow(post(form(page), Map.of("username", username)));
    }
    Map<String, String> fields =
        Map.of("username", username, "password", KeycloakServer.PASSWORD, "credentialId", "");
    return post(form(page), fields);
  }

  static String form(HttpResponse<String> page) {
    Matcher form = FORM.matcher(page.body());
    if (!form.find()) {
      throw new AssertionError(page.uri() + " shows no form: " + page.body());
    }
    return page.uri().resolve(form.group(1).replace("&amp;", "&")).toString();
  }

  static String location(HttpResponse<String> answer) {
    String location = answer.headers().firstValue("Location").orElseThrow();
    return answer.uri().resolve(location).toString();
  }

  /** The cookies it holds; a test may copy, change or forget some. */
  public Map<String, String> cookies() {
    return cookies;
  }

  private HttpResponse<String> send(
      String address, Consumer<HttpRequest.Builder> method, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30));
    method.accept(request);
    if (headers.length > 0) {
      request.headers(headers);
    }
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      answer.headers().allValues("Set-Cookie").forEach(this::keep);
      return answer;
    } catch (IOException e) {
      throw new AssertionError("No answer from " + address, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void keep(String cookie) {
    String[] pair = cookie.split(";", 2)[0].split("=", 2);
    if (cookie.toLowerCase().contains("max-age=0") || pair[1].isEmpty()) {
      cookies.remove(pair[0]);
    } else {
      cookies.put(pair[0], pair[1]);
    }
  }
}
