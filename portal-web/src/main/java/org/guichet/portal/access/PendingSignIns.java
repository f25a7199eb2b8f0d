package org.guichet.portal.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * The sign-ins under way of one browser, a short-lived cookie for each. Not in the HTTP session: a
 * browser that opens five tabs at once would get five sessions and keep the last, so that four
 * sign-ins failed; and who never signs in would fill the memory. The cookie binds the answer to the
 * browser that asked; that a code is used once is Keycloak's part, that an answer is taken once is
 * ours: taking it deletes the cookie.
 */
@ApplicationScoped
class PendingSignIns {
  static final int MOST = 10;
  private static final int LIFETIME_SECONDS = 30 * 60;
  private static final int LONGEST_ADDRESS = 1500;

  private PortalAddress portal;

  protected PendingSignIns() {}

  @Inject
  PendingSignIns(PortalAddress portal) {
    this.portal = portal;
  }

  void remember(PendingSignIn pending, HttpServletRequest request, HttpServletResponse response) {
    List<Cookie> others = pendingCookies(request);
    // Browsers send older cookies first.
    others.subList(0, Math.max(0, others.size() - MOST + 1)).forEach(old -> forget(old, response));
    response.addCookie(cookie(prefix() + pending.state(), write(pending), LIFETIME_SECONDS));
  }

  /** The sign-in with this state, if this browser began it. It can be taken only once. */
  Optional<PendingSignIn> take(
      String state, HttpServletRequest request, HttpServletResponse response) {
    return pendingCookies(request).stream()
        .filter(cookie -> cookie.getName().equals(prefix() + state))
        .peek(cookie -> forget(cookie, response))
        .findFirst()
        .flatMap(cookie -> read(state, cookie.getValue()));
  }

  private void forget(Cookie cookie, HttpServletResponse response) {
    response.addCookie(cookie(cookie.getName(), "", 0));
  }

  private List<Cookie> pendingCookies(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
    return Arrays.stream(cookies).filter(c -> c.getName().startsWith(prefix())).toList();
  }

  private Cookie cookie(String name, String value, int seconds) {
    Cookie cookie = new Cookie(name, value);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(portal.isSecure());
    cookie.setMaxAge(seconds);
    return cookie;
  }

  private String prefix() {
    return SessionCookie.name(portal.isSecure()) + "-signin-";
  }

  private static String write(PendingSignIn pending) {
    String address = pending.returnTo().length() > LONGEST_ADDRESS ? "/" : pending.returnTo();
    String encoded =
        Base64.getUrlEncoder().withoutPadding().encodeToString(address.getBytes(UTF_8));
    return String.join(".", pending.nonce(), pending.verifier(), encoded);
  }

  private static Optional<PendingSignIn> read(String state, String value) {
    String[] parts = value.split("\\.", -1);
    if (parts.length != 3) {
      return Optional.empty();
    }
    try {
      String address = new String(Base64.getUrlDecoder().decode(parts[2]), UTF_8);
      return Optional.of(
          new PendingSignIn(state, parts[0], parts[1], ReturnAddress.sameSite(address)));
    } catch (IllegalArgumentException notOurs) {
      return Optional.empty();
    }
  }
}
