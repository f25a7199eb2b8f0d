package org.guichet.keycloak;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.guichet.shared.EmbeddedDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The realm, its demo users and its sign-in pages in a real Keycloak: one start for all of it. */
class KeycloakRealmIT {
  private static final String PORTAL = "http://localhost:18080";
  private static final String CALLBACK = PORTAL + "/callback";
  private static final String SECRET = "a secret of this test";
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String PKCE = "&code_challenge_method=S256&code_challenge=" + CHALLENGE;
  private static final String REFUSED = "That name or password is not right.";

  @TempDir static Path temporary;

  private static EmbeddedDatabase database;
  private static KeycloakServer keycloak;

  private final PageVisitor visitor = new PageVisitor(keycloak.url());

  @BeforeAll
  static void start() throws IOException {
    database = EmbeddedDatabase.start(temporary.resolve("database"), 0, "keycloak");
    keycloak =
        KeycloakServer.start(
            new KeycloakServer.Settings(
                Path.of("target/keycloak.zip"),
                Path.of("target/keycloak"),
                Path.of("target/keycloak.log"),
                freePort(),
                database.url("keycloak"),
                database.user(),
                "",
                "Halley Repair",
                PORTAL,
                SECRET));
  }

  @AfterAll
  static void stop() {
    if (keycloak != null) {
      keycloak.close();
      assertThat(keycloak.isAlive()).isFalse();
    }
    if (database != null) {
      database.close();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @BeforeEach
  void thePortalIsAtItsAddress() {
    keycloak.allowPortal(PORTAL);
  }

  @Test
  void signingInWithoutPkceIsRefused() {
    visitor.open(authorization(CALLBACK, ""));
    assertThat(visitor.sentTo()).startsWith(CALLBACK).contains("error=invalid_request");
  }

  @Test
  void signingInWithPlainPkceIsRefused() {
    visitor.open(
        authorization(CALLBACK, "&code_challenge_method=plain&code_challenge=" + VERIFIER));
    assertThat(visitor.sentTo()).startsWith(CALLBACK).contains("error=invalid_request");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://elsewhere.example/callback",
        PORTAL + "/callback/more",
        PORTAL + "/",
        PORTAL + "/callback?more=1",
        PORTAL + "@elsewhere.example/callback"
      })
  void aForeignAddressIsRefused(String address) {
    visitor.open(authorization(address, PKCE));
    assertThat(visitor.status()).isEqualTo(400);
    assertThat(visitor.sentTo()).isEmpty();
    assertThat(visitor.text()).contains("That did not work");
  }

  @Test
  void aCustomerBringsRoleAndOrganization() throws Exception {
    JsonObject claims = signIn("camille");
    assertThat(claims.getString("sub")).isEqualTo("00000000-0000-4000-8000-000000000001");
    assertThat(claims.getString("iss")).isEqualTo(keycloak.issuer());
    assertThat(claims.getString("email")).isEqualTo("camille@cabinet-moreau.example");
    assertThat(claims.getString("nonce")).isEqualTo("n");
    assertThat(strings(claims, "groups")).containsExactly("customer");
    assertThat(strings(claims, "organization")).containsExactly("cabinet-moreau");
  }

  @Test
  void anEmployeeBringsTheRoleAndNoOrganization() throws Exception {
    JsonObject claims = signIn("tom");
    assertThat(strings(claims, "groups")).containsExactly("agent");
    assertThat(claims).doesNotContainKey("organization");
  }

  @Test
  void anEmailAddressWorksInPlaceOfTheName() throws Exception {
    assertThat(signIn("nadia@atelier-nord.example").getString("preferred_username"))
        .isEqualTo("nadia");
  }

  @Test
  void aStolenCodeIsWorthNothingWithoutItsVerifier() throws Exception {
    HttpResponse<String> answer = redeem(codeOf("julien"), VERIFIER.replace('d', 'e'));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("invalid_grant");
  }

  @Test
  void wrongPasswordsLockTheAccountAndTheAnswerStaysTheSame() {
    visitor.open(authorization(CALLBACK, PKCE)).submit("username", "albert");
    for (int attempt = 0; attempt < 5; attempt++) {
      assertThat(visitor.submit("password", "not the password").text()).contains(REFUSED);
    }
    assertThat(visitor.submit("password", KeycloakServer.PASSWORD).text()).contains(REFUSED);
    assertThat(visitor.sentTo()).isEmpty();

    PageVisitor stranger = new PageVisitor(keycloak.url());
    stranger.open(authorization(CALLBACK, PKCE)).submit("username", "nobody");
    assertThat(stranger.submit("password", "not the password").text()).contains(REFUSED);
  }

  @Test
  void aWeakPasswordIsRefusedAndAGoodOneMakesACustomer() throws Exception {
    visitor.open(authorization(CALLBACK, PKCE)).click("registration");
    register("short");
    assertThat(visitor.text()).contains("The password needs at least 10 characters.");
    register("eve.newcomer");
    assertThat(visitor.text()).contains("a password that is not your user name.");
    register("long enough for anybody");
    JsonObject claims = redeemed(visitor.sentParameter("code"));
    assertThat(strings(claims, "groups")).containsExactly("customer");
    assertThat(claims.getBoolean("email_verified")).isFalse();
  }

  private void register(String password) {
    visitor.submit(
        "username", "eve.newcomer",
        "email", "eve@newcomer.example",
        "firstName", "Eve",
        "lastName", "Newcomer",
        "password", password,
        "password-confirm", password);
  }

  @Test
  void thePagesSpeakFrench() {
    visitor.open(authorization(CALLBACK, PKCE + "&ui_locales=fr"));
    assertThat(visitor.text())
        .contains("<html lang=\"fr\"")
        .contains("Adresse e-mail ou identifiant")
        .contains("lang=\"en\" hreflang=\"en\">English</a>");
  }

  @Test
  void thePagesWearTheLookOfThePortal() throws Exception {
    visitor.open(authorization(CALLBACK, PKCE));
    assertThat(visitor.text()).contains("<small>Halley Repair</small>").doesNotContain("style=");
    Matcher sheets =
        Pattern.compile("<link rel=\"stylesheet\" href=\"([^\"]+)\"").matcher(visitor.text());
    StringBuilder look = new StringBuilder();
    while (sheets.find()) {
      HttpResponse<String> sheet = get(keycloak.url() + sheets.group(1));
      assertThat(sheet.statusCode()).isEqualTo(200);
      assertThat(sheet.headers().firstValue("Content-Type")).hasValue("text/css");
      look.append(sheet.body());
    }
    assertThat(look).contains("--c-accent:").contains(".login__form");
  }

  @Test
  void anEndedSessionIsToldToThePortal() throws Exception {
    CompletableFuture<String> told = new CompletableFuture<>();
    HttpServer portal = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
    portal.createContext(
        "/backchannel-logout",
        exchange -> {
          told.complete(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    portal.start();
    try {
      keycloak.allowPortal("http://localhost:" + portal.getAddress().getPort(), PORTAL);
      JsonObject claims = signIn("sofia");
      keycloak.admin().post("/users/" + claims.getString("sub") + "/logout");
      String token = told.get(20, TimeUnit.SECONDS).replaceAll("^.*logout_token=([^&]*).*$", "$1");
      assertThat(claims(token).getString("sid")).isEqualTo(claims.getString("sid"));
    } finally {
      portal.stop(0);
    }
  }

  @Test
  void aPortalThatMovedSignsInAtItsNewAddressOnly() {
    keycloak.allowPortal("http://localhost:18090");
    visitor.open(authorization(CALLBACK, PKCE));
    assertThat(visitor.status()).isEqualTo(400);
    visitor.open(authorization("http://localhost:18090/callback", PKCE));
    assertThat(visitor.text()).contains("id=\"username\"");
  }

  @Test
  void theAccountPagesWearTheLookToo() throws Exception {
    visitor.open(keycloak.issuer() + "/account/");
    assertThat(visitor.text()).contains("<title>Guichet</title>");
    Matcher sheet = Pattern.compile("href=\"([^\"]+/css/account.css)\"").matcher(visitor.text());
    assertThat(sheet.find()).isTrue();
    URI look = URI.create(keycloak.url()).resolve(sheet.group(1));
    assertThat(get(look.toString()).body()).contains("var(--c-accent)");
    URI tokens = look.resolve("../../../login/guichet/css/tokens.css");
    assertThat(get(tokens.toString()).body()).contains("--c-accent:");
  }

  private static String authorization(String callback, String pkce) {
    return keycloak.issuer()
        + "/protocol/openid-connect/auth?client_id=portal&response_type=code&scope=openid&state=s"
        + "&nonce=n&redirect_uri="
        + URLEncoder.encode(callback, UTF_8)
        + pkce;
  }

  /** The claims of the ID token after a login on two pages. */
  private static JsonObject signIn(String username) throws Exception {
    return redeemed(codeOf(username));
  }

  private static String codeOf(String username) {
    PageVisitor person = new PageVisitor(keycloak.url());
    person.open(authorization(CALLBACK, PKCE)).submit("username", username);
    person.submit("password", KeycloakServer.PASSWORD);
    assertThat(person.sentTo()).startsWith(CALLBACK + "?");
    assertThat(person.sentParameter("state")).isEqualTo("s");
    return person.sentParameter("code");
  }

  private static JsonObject redeemed(String code) throws Exception {
    HttpResponse<String> answer = redeem(code, VERIFIER);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonObject tokens = json(answer.body());
    JsonObject access = claims(tokens.getString("access_token"));
    JsonObject identity = claims(tokens.getString("id_token"));
    assertThat(access.getInt("exp") - access.getInt("iat")).isEqualTo(60);
    assertThat(access.get("groups")).isEqualTo(identity.get("groups"));
    return identity;
  }

  private static HttpResponse<String> redeem(String code, String verifier) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(keycloak.issuer() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    BodyPublishers.ofString(
                        PageVisitor.form(
                            Map.of(
                                "grant_type", "authorization_code",
                                "client_id", "portal",
                                "client_secret", SECRET,
                                "redirect_uri", CALLBACK,
                                "code", code,
                                "code_verifier", verifier))))
                .build(),
            BodyHandlers.ofString());
  }

  private static HttpResponse<String> get(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
  }

  private static JsonObject claims(String token) {
    return json(new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), UTF_8));
  }

  private static JsonObject json(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  private static List<String> strings(JsonObject claims, String name) {
    return claims.getJsonArray(name).getValuesAs(JsonString::getString);
  }
}
