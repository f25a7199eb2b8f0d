package org.guichet.portal.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The door of the portal with a real Keycloak: in, out, and everything that does not fit. */
@ExtendWith(House.class)
@ArquillianTest
@RunAsClient
class SignInIT {
  private static final String NADIA = "00000000-0000-4000-8000-000000000003";
  private static final Pattern VIEW_STATE =
      Pattern.compile("name=\"jakarta.faces.ViewState\"[^>]*value=\"([^\"]+)\"");
  private static final Pattern NONCE = Pattern.compile("'nonce-([^']+)'");

  @Deployment(testable = false)
  static WebArchive portal() {
    WebArchive portal =
        ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/portal-web.war"))
            .addClass(ProbePage.class);
    for (String page : Set.of("/probe.xhtml", "/queue.xhtml", "/deliveries.xhtml")) {
      if (!portal.contains(page)) {
        portal.addAsWebResource("org/guichet/portal/access/probe.xhtml", page);
      }
    }
    return portal;
  }

  private final Browser browser = new Browser();

  // Signing in

  @Test
  void whoSignsInComesToTheAddressHeAskedFor() {
    HttpResponse<String> page = browser.signIn("camille", at("/probe?fault=none&x=%C3%A9"));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.uri()).hasToString(at("/probe?fault=none&x=%C3%A9"));
    assertThat(page.body()).contains("Camille Moreau [CUSTOMER]");
  }

  @Test
  void signInIsWrittenDown() throws SQLException {
    String entries =
        "select count(*) from audit_entry where action = 'access.signed-in' and actor = 'Albert Haas'";
    long before = count(entries);
    browser.signIn("albert", at("/probe"));
    assertThat(count(entries)).isEqualTo(before + 1);
  }

  @Test
  void homeNeedsASignIn() {
    HttpResponse<String> answer = browser.get(at("/"));
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(Browser.location(answer))
        .startsWith(House.keycloak().issuer())
        .contains("code_challenge_method=S256", "code_challenge=", "state=", "nonce=");
  }

  @Test
  void sessionBeginsAtTheSignInAndIsForThisHostOnly() {
    HttpResponse<String> login = browser.open(at("/probe"));
    assertThat(browser.cookies()).doesNotContainKey("guichet");
    HttpResponse<String> callback = browser.get(callbackOf("camille", login));
    assertThat(callback.headers().allValues("Set-Cookie"))
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("guichet=")
                    .contains("HttpOnly", "SameSite=Lax", "Path=/")
                    .doesNotContain("Domain", "SameSite=Lax;SameSite"));
  }

  @Test
  void plantedSessionIsNotTheOneSignedIn() {
    browser.signIn("camille", at("/probe"));
    String camilles = browser.cookies().get("guichet");
    Browser other = new Browser();
    other.cookies().put("guichet", camilles);
    HttpResponse<String> login = other.open(at("/probe?x=1"));
    assertThat(login.uri().getPath()).as("the session is camille's still").isEqualTo("/probe");
    browser.open(at("/logout"));
    other.signIn("nadia", at("/probe"));
    assertThat(other.cookies().get("guichet")).isNotEqualTo(camilles);
  }

  @Test
  void eachTabComesBackToItsOwnPage() {
    HttpResponse<String> first = browser.open(at("/probe?tab=1"));
    browser.open(at("/probe?tab=2"));
    HttpResponse<String> page = browser.follow(browser.submitSignIn("camille", first));
    assertThat(page.uri().getQuery()).isIn("tab=1", "tab=2");
    assertThat(browser.open(at("/probe?tab=3")).uri()).hasToString(at("/probe?tab=3"));
  }

  @Test
  void answerOfAnotherBrowserIsRefused() {
    String callback = callbackOf("camille", browser.open(at("/probe")));
    HttpResponse<String> page = new Browser().get(callback);
    assertRefused(page);
  }

  @Test
  void answerIsTakenOnce() {
    String callback = callbackOf("camille", browser.open(at("/probe")));
    assertThat(browser.get(callback).statusCode()).isEqualTo(302);
    assertRefused(browser.get(callback));
    assertThat(browser.get(at("/probe")).statusCode()).as("the sign-in stays").isEqualTo(200);
  }

  @Test
  void codeIsTakenOnceEvenIfTheBrowserKeptItsCookie() {
    HttpResponse<String> login = browser.open(at("/probe"));
    Map<String, String> before = Map.copyOf(browser.cookies());
    String callback = callbackOf("camille", login);
    browser.get(callback);
    Browser again = new Browser();
    again.cookies().putAll(before);
    assertRefused(again.get(callback));
  }

  @Test
  void inventedStateIsRefused() {
    String callback = callbackOf("camille", browser.open(at("/probe")));
    assertRefused(browser.get(callback.replaceFirst("state=[^&]+", "state=invented")));
    assertRefused(browser.get(at("/callback")));
    assertRefused(browser.get(at("/callback?error=access_denied&state=x")));
  }

  @Test
  void answerOfAnotherIssuerIsRefused() {
    String callback = callbackOf("camille", browser.open(at("/probe")));
    assertRefused(browser.get(callback.replaceFirst("iss=[^&]+", "iss=https://evil.example")));
  }

  @Test
  void missingIssuerIsRefused() {
    String callback = callbackOf("camille", browser.open(at("/probe")));
    assertRefused(browser.get(callback.replaceFirst("&iss=[^&]+", "")));
  }

  @Test
  void tokenWithAnotherNonceIsRefused() {
    String callback = callbackOf("camille", browser.open(at("/probe")));
    changePending(value -> "another-nonce" + value.substring(value.indexOf('.')));
    assertRefused(browser.get(callback));
  }

  @Test
  void codeWithAnotherVerifierIsRefused() {
    String callback = callbackOf("camille", browser.open(at("/probe")));
    changePending(value -> value.replaceFirst("\\.[^.]+\\.", "." + "v".repeat(43) + "."));
    assertRefused(browser.get(callback));
  }

  // Roles

  @ParameterizedTest
  @CsvSource({
    "camille, 403, 403",
    "tom, 200, 403",
    "sofia, 200, 200",
    "ines, 403, 200",
    "albert, 403, 403"
  })
  void pagesOpenByRole(String person, int queue, int deliveries) {
    browser.signIn(person, at("/probe"));
    for (String extension : Set.of("", ".xhtml")) {
      assertThat(browser.get(at("/queue" + extension)).statusCode()).isEqualTo(queue);
      assertThat(browser.get(at("/deliveries" + extension)).statusCode()).isEqualTo(deliveries);
    }
  }

  @Test
  void wrongRoleGetsOurPageAndIsWrittenDown() throws SQLException {
    String entries =
        "select count(*) from audit_entry where action = 'access.not-allowed'"
            + " and object_id = '/queue' and actor = 'Camille Moreau'";
    long before = count(entries);
    browser.signIn("camille", at("/probe"));
    HttpResponse<String> page =
        browser.get(at("/queue"), "Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(count(entries)).isEqualTo(before + 1);
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("You cannot see this page");
    assertSafe(page);
  }

  // The sign-in's life

  @Test
  void signInIsRenewedWhenItsTokenEnds() {
    Keycloak.tokensLive(12);
    try {
      browser.signIn("camille", at("/probe"));
      String session = browser.cookies().get("guichet");
      Instant expired = Instant.now().plusSeconds(13);
      until(() -> Instant.now().isAfter(expired));
      HttpResponse<String> page = browser.get(at("/probe"));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("Camille Moreau");
      assertThat(browser.cookies().get("guichet")).isEqualTo(session);
    } finally {
      Keycloak.tokensLive(60);
    }
  }

  @Test
  void whoIsDisabledAtKeycloakIsOutAtTheNextRenewal() {
    Keycloak.tokensLive(12);
    try {
      browser.signIn("nadia", at("/probe"));
      Keycloak.allow(NADIA, false);
      until(() -> browser.get(at("/probe")).statusCode() == 302);
      assertThat(browser.open(at("/probe")).body()).contains("name=\"username\"");
    } finally {
      Keycloak.allow(NADIA, true);
      Keycloak.tokensLive(60);
    }
  }

  @Test
  void silentKeycloakLetsNobodyInAndThrowsNobodyOut() {
    Keycloak.tokensLive(12);
    Browser late = new Browser();
    String callback = callbackOf("tom", late, late.open(at("/probe")));
    browser.signIn("camille", at("/probe"));
    Instant due = Instant.now().plusSeconds(3);
    until(() -> Instant.now().isAfter(due));
    Keycloak.fallSilent();
    try {
      assertThat(browser.get(at("/probe")).statusCode()).isEqualTo(200);
      HttpResponse<String> page = late.get(callback);
      assertThat(page.statusCode()).isEqualTo(503);
      assertThat(page.headers().firstValue("Retry-After")).hasValue("10");
      assertThat(page.body()).contains("The sign-in service does not answer", "Try again");
      assertSafe(page);
    } finally {
      Keycloak.wakeUp();
      Keycloak.tokensLive(60);
    }
    assertThat(browser.get(at("/probe")).statusCode()).isEqualTo(200);
  }

  @Test
  void logoutEndsBothSessions() {
    browser.signIn("camille", at("/probe"));
    String session = browser.cookies().get("guichet");
    HttpResponse<String> page = browser.open(at("/logout"));
    assertThat(page.uri()).asString().startsWith(House.keycloak().issuer());
    assertThat(page.body()).contains("name=\"username\"");
    browser.cookies().put("guichet", session);
    HttpResponse<String> after = browser.open(at("/probe"));
    assertThat(after.uri()).asString().startsWith(House.keycloak().issuer());
    assertThat(after.body()).contains("name=\"username\"");
  }

  @Test
  void linkOfAnotherSiteSignsNobodyOut() {
    browser.signIn("camille", at("/probe"));
    HttpResponse<String> page = browser.get(at("/logout"), "Sec-Fetch-Site", "cross-site");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Sign out?");
    assertThat(browser.get(at("/probe")).statusCode()).isEqualTo(200);
    HttpResponse<String> yes = browser.post(at("/logout"), Map.of(), "Origin", House.portalUrl());
    assertThat(Browser.location(yes)).startsWith(House.keycloak().issuer());
    assertThat(browser.get(at("/probe")).statusCode()).isEqualTo(302);
  }

  @Test
  void logoutWithoutASignInGoesHome() {
    HttpResponse<String> answer = browser.get(at("/logout"));
    assertThat(Browser.location(answer)).isEqualTo(at("/"));
  }

  @Test
  void endAtKeycloakEndsTheSessionHere() {
    browser.signIn("julien", at("/probe"));
    Keycloak.endSessionsOf("julien");
    until(() -> browser.get(at("/probe")).statusCode() == 302);
    assertThat(browser.open(at("/probe")).body()).contains("name=\"username\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0.",
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJ4In0.c2lnbmF0dXJl"
      })
  void logoutTokenThatIsNotKeycloaksIsRefused(String token) {
    HttpResponse<String> answer =
        browser.post(at("/backchannel-logout"), Map.of("logout_token", token));
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  @Test
  void idTokenIsNoLogoutToken() {
    browser.signIn("camille", at("/probe"));
    String logout = Browser.location(browser.get(at("/logout")));
    String idToken = logout.replaceFirst(".*id_token_hint=([^&]+).*", "$1");
    HttpResponse<String> answer =
        browser.post(at("/backchannel-logout"), Map.of("logout_token", idToken));
    assertThat(answer.statusCode()).isEqualTo(400);
  }

  // After the session's end

  @Test
  void ajaxRequestIsToldToLoadItsPage() {
    HttpResponse<String> page = browser.signIn("camille", at("/probe?fault=none"));
    String viewState = viewState(page);
    browser.cookies().remove("guichet");
    HttpResponse<String> answer =
        browser.post(
            at("/probe"),
            Map.of("form", "form", "jakarta.faces.ViewState", viewState),
            "Faces-Request",
            "partial/ajax",
            "X-Requested-With",
            "XMLHttpRequest",
            "Origin",
            House.portalUrl(),
            "Referer",
            at("/probe?fault=none"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/xml");
    assertThat(answer.body()).contains("<redirect url=\"/probe?fault=none\"/>");
    assertThat(browser.open(at("/probe?fault=none")).uri())
        .as("Keycloak still knows the person")
        .hasToString(at("/probe?fault=none"));
  }

  @Test
  void formComesBackToItsPage() {
    HttpResponse<String> answer =
        browser.post(at("/probe"), Map.of("form", "form"), "Referer", at("/probe?fault=none"));
    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(Browser.location(answer)).isEqualTo(at("/probe?fault=none"));
  }

  @Test
  void whatIsNoPageIsRefusedWithoutASignIn() {
    HttpResponse<String> image = browser.get(at("/probe"), "Sec-Fetch-Mode", "no-cors");
    assertThat(image.statusCode()).isEqualTo(401);
    assertThat(browser.cookies()).isEmpty();
  }

  // Other sites, and what every answer carries

  @Test
  void formOfAnotherSiteIsRefused() {
    HttpResponse<String> page = browser.signIn("camille", at("/probe"));
    Map<String, String> form = Map.of("form", "form", "jakarta.faces.ViewState", viewState(page));
    HttpResponse<String> foreign =
        browser.post(at("/probe"), form, "Origin", "https://evil.example");
    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(foreign.body()).contains("You cannot see this page");
    assertThat(browser.post(at("/probe"), form, "Sec-Fetch-Site", "cross-site").statusCode())
        .isEqualTo(403);
    assertThat(browser.post(at("/probe"), form, "Origin", "null").statusCode()).isEqualTo(403);
  }

  @Test
  void pageCarriesOnePolicyWithItsNonce() {
    HttpResponse<String> page = browser.signIn("camille", at("/probe"));
    assertSafe(page);
    String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
    Matcher nonce = NONCE.matcher(policy);
    assertThat(nonce.find()).as(policy).isTrue();
    assertThat(page.body()).contains(nonce.group(1));
    assertThat(policy).contains("style-src-attr 'unsafe-inline'").doesNotContain("unsafe-eval");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void resourceCarriesTheHeadersAndMayBeKept() {
    HttpResponse<String> page = browser.signIn("camille", at("/probe"));
    Matcher script =
        Pattern.compile("src=\"(/jakarta.faces.resource/[^\"]+)\"").matcher(page.body());
    assertThat(script.find()).isTrue();
    HttpResponse<String> resource = new Browser().get(at(script.group(1).replace("&amp;", "&")));
    assertThat(resource.statusCode()).isEqualTo(200);
    assertSafe(resource);
    assertThat(resource.headers().firstValue("Cache-Control").orElse(""))
        .doesNotContain("no-store");
  }

  @Test
  void redirectToTheSignInCarriesTheHeaders() {
    assertSafe(browser.get(at("/probe")));
  }

  // Errors

  @Test
  void hiddenIsNotFoundAndWrittenDown() throws SQLException {
    browser.signIn("camille", at("/probe"));
    HttpResponse<String> page = browser.get(at("/probe?fault=hidden"));
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("There is no such page");
    assertSafe(page);
    assertThat(
            count(
                "select count(*) from audit_entry where action = 'access.not-visible'"
                    + " and object_type = 'request' and object_id = 'R-2026-000001' and actor = 'Camille Moreau'"))
        .isPositive();
  }

  @Test
  void unknownAddressIsNotFound() {
    browser.signIn("camille", at("/probe"));
    HttpResponse<String> page = browser.get(at("/nowhere"));
    assertThat(page.statusCode()).isEqualTo(404);
    assertThat(page.body()).contains("There is no such page");
    assertSafe(page);
  }

  @ParameterizedTest
  @CsvSource({
    "/request?number=%00, 400",
    "/request?number=R-2026%00-000001, 400",
    "/customer?id=%00, 400",
    "/decisions?number=%00, 400",
    "/queue?q=%00, 400",
    "/find/requests?q=%00, 400",
    "/jakarta.faces.resource/x.css?ln=%00, 400",
    "/request?number=%2500, 404",
    "/request?number=%c0%80, 404",
    "/request?number=%ff, 404"
  })
  void addressThatNobodyCanReadIsNoIncident(String address, int status) {
    browser.signIn("sofia", at("/probe"));
    HttpResponse<String> page = browser.get(at(address));
    assertThat(page.statusCode()).isEqualTo(status);
    assertThat(page.body()).doesNotContain("Exception", "org.guichet", "Payara");
    assertSafe(page);
  }

  @Test
  void refusalOfTheDomainIsForbidden() {
    browser.signIn("camille", at("/probe"));
    HttpResponse<String> page = browser.get(at("/probe?fault=forbidden"));
    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.body()).contains("You cannot see this page");
  }

  @Test
  void failureTellsANumberAndNothingElse() {
    browser.signIn("camille", at("/probe"));
    HttpResponse<String> page = browser.get(at("/probe?fault=broken"), "Accept-Language", "fr");
    assertThat(page.statusCode()).isEqualTo(500);
    assertThat(page.body())
        .containsPattern("erreur [0-9A-F]{4}-[0-9A-F]{2}")
        .doesNotContain("a secret inside", "Exception", "org.guichet", "Payara");
    assertSafe(page);
  }

  @Test
  void failureOfAnAjaxRequestKeepsThePage() {
    HttpResponse<String> page = browser.signIn("camille", at("/probe"));
    HttpResponse<String> answer = ajax(page, "form:broken", viewState(page));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("<update id=\"page-notice\">")
        .containsPattern("error [0-9A-F]{4}-[0-9A-F]{2}")
        .doesNotContain("a secret inside", "Exception", "<error>");
  }

  @Test
  void expiredViewComesBackAsAFreshPage() {
    HttpResponse<String> page = browser.signIn("camille", at("/probe"));
    HttpResponse<String> ajax = ajax(page, "form:ajax", "123:456");
    assertThat(ajax.body()).contains("<redirect url=\"/probe\"");
    HttpResponse<String> plain =
        browser.post(
            at("/probe"),
            Map.of("form", "form", "jakarta.faces.ViewState", "123:456"),
            "Referer",
            at("/probe?fault=none"));
    assertThat(plain.statusCode()).isIn(302, 303);
    HttpResponse<String> fresh = browser.follow(plain);
    assertThat(fresh.uri()).hasToString(at("/probe?fault=none"));
    assertThat(fresh.body()).contains("This page had been open for a long time");
    assertThat(browser.get(at("/probe")).body()).doesNotContain("for a long time");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/openapi"})
  void whatTheServerWouldTellIsClosed(String path) {
    assertThat(browser.get(at(path)).body()).doesNotContain("# TYPE", "openapi:");
  }

  private HttpResponse<String> ajax(HttpResponse<String> page, String source, String viewState) {
    Matcher nonce =
        NONCE.matcher(page.headers().firstValue("Content-Security-Policy").orElseThrow());
    assertThat(nonce.find()).isTrue();
    return browser.post(
        at("/probe"),
        Map.of(
            "jakarta.faces.partial.ajax",
            "true",
            "jakarta.faces.source",
            source,
            "jakarta.faces.partial.execute",
            source,
            source,
            source,
            "form",
            "form",
            "primefaces.nonce",
            nonce.group(1),
            "jakarta.faces.ViewState",
            viewState),
        "Faces-Request",
        "partial/ajax",
        "Origin",
        House.portalUrl(),
        "Referer",
        at("/probe"));
  }

  private String callbackOf(String person, HttpResponse<String> login) {
    return callbackOf(person, browser, login);
  }

  private static String callbackOf(String person, Browser browser, HttpResponse<String> login) {
    String callback = Browser.location(browser.submitSignIn(person, login));
    assertThat(callback).startsWith(at("/callback?"));
    return callback;
  }

  private void changePending(java.util.function.UnaryOperator<String> change) {
    browser
        .cookies()
        .replaceAll((name, value) -> name.contains("-signin-") ? change.apply(value) : value);
  }

  private static void assertRefused(HttpResponse<String> page) {
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body()).contains("This sign-in could not be completed", "Try again");
    assertSafe(page);
  }

  private static void assertSafe(HttpResponse<String> answer) {
    var headers = answer.headers();
    assertThat(headers.allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .contains(
            "default-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self' " + House.keycloak().url());
    assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(headers.allValues("Referrer-Policy")).containsExactly("same-origin");
    assertThat(headers.firstValue("Permissions-Policy")).isPresent();
    assertThat(headers.firstValue("Server")).isEmpty();
    assertThat(headers.firstValue("X-Powered-By")).isEmpty();
    assertThat(answer.body()).doesNotContain("Payara", "Mojarra", "\tat ");
  }

  private static long count(String sql) throws SQLException {
    try (var connection = House.database().dataSource("guichet").getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static String viewState(HttpResponse<String> page) {
    Matcher state = VIEW_STATE.matcher(page.body());
    assertThat(state.find()).isTrue();
    return state.group(1);
  }

  private static void until(BooleanSupplier condition) {
    Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
    while (!condition.getAsBoolean()) {
      assertThat(Instant.now()).as("it should have happened by now").isBefore(deadline);
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  private static String at(String path) {
    return House.portalUrl() + path;
  }
}
