package org.guichet.portal.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.guichet.directory.People;
import org.guichet.portal.shared.Reader;

/**
 * How somebody wants to read: language, theme, density, shortcuts. A cookie holds it, so that it
 * counts before the sign-in and costs no query; the person's own choice comes with him to the next
 * machine.
 */
@ApplicationScoped
class Choices {
  /** The cookie's name to the person's. */
  private static final Map<String, String> NAMES =
      Map.of(
          Reader.LANGUAGE,
          "language",
          Reader.THEME,
          "theme",
          Reader.DENSITY,
          "density",
          Reader.SHORTCUTS,
          "shortcuts");

  @Inject private People people;

  static boolean isOne(String name) {
    return NAMES.containsKey(name);
  }

  /** Keeps in this browser what was chosen; what cannot be chosen is left alone. */
  void keep(String name, String value, HttpServletRequest request, HttpServletResponse response) {
    if (Reader.CHOICES.get(name).contains(value)) {
      response.addCookie(yearLong(name, value, request.isSecure()));
    }
  }

  /** Keeps with the person who is signed in what he chose. */
  void remember(String name, String value, HttpServletRequest request) {
    if (Reader.CHOICES.get(name).contains(value)) {
      String own = Reader.SYSTEM.equals(value) ? null : value;
      SignedIn.in(request).ifPresent(who -> people.choose(who.personId(), NAMES.get(name), own));
    }
  }

  /** Brings along what the person chose elsewhere. */
  void restore(UUID person, HttpServletRequest request, HttpServletResponse response) {
    Map<String, String> own = people.choices(person);
    NAMES.forEach(
        (cookie, name) -> {
          if (own.containsKey(name)) {
            response.addCookie(yearLong(cookie, own.get(name), request.isSecure()));
          }
        });
  }

  private static Cookie yearLong(String name, String value, boolean secure) {
    Cookie cookie = new Cookie(name, value);
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(secure);
    cookie.setMaxAge((int) Duration.ofDays(365).toSeconds());
    return cookie;
  }
}
