package org.guichet.portal.shared;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The person in front of the page, as far as reading goes: language, light or dark, time zone. What
 * was chosen is in cookies, so that it also holds before the sign-in; what was not chosen the
 * browser says.
 */
@Named
@RequestScoped
public class Reader {

  public static final String LANGUAGE = "lang";
  public static final String THEME = "theme";
  public static final String DENSITY = "density";

  /** Whether keys without Ctrl do something. */
  public static final String SHORTCUTS = "shortcuts";

  /** The choice to let the system, or the page, decide. */
  public static final String SYSTEM = "system";

  static final String ZONE = "zone";
  static final List<String> LANGUAGES = List.of("en", "fr");

  /** What may be chosen, by the name of its cookie and of its links. */
  public static final Map<String, List<String>> CHOICES =
      Map.of(
          LANGUAGE,
          LANGUAGES,
          THEME,
          List.of("light", "dark", SYSTEM),
          DENSITY,
          List.of("comfortable", "compact", SYSTEM),
          SHORTCUTS,
          List.of("off", SYSTEM));

  private final HttpServletRequest request;

  protected Reader() {
    this(null); // for the proxy
  }

  @Inject
  public Reader(HttpServletRequest request) {
    this.request = request;
  }

  /** English or French, nothing else: the pages exist in these. */
  public Locale getLocale() {
    return Locale.forLanguageTag(getLanguage());
  }

  public String getLanguage() {
    return chosen(LANGUAGE)
        .filter(LANGUAGES::contains)
        .or(
            () ->
                Collections.list(request.getLocales()).stream()
                    .map(Locale::getLanguage)
                    .filter(LANGUAGES::contains)
                    .findFirst())
        .orElse("en");
  }

  /** The other language, for the link that leads there. */
  public String getOtherLanguage() {
    return "fr".equals(getLanguage()) ? "en" : "fr";
  }

  /** "light" or "dark" once chosen; empty as long as the system decides. */
  public String getTheme() {
    return decided(THEME);
  }

  /** "comfortable" or "compact" once chosen; empty as long as each page has its own. */
  public String getDensity() {
    return decided(DENSITY);
  }

  /** "off" when keys without Ctrl are to do nothing, else empty. */
  public String getShortcuts() {
    return decided(SHORTCUTS);
  }

  private String decided(String name) {
    return chosen(name)
        .filter(CHOICES.get(name)::contains)
        .filter(value -> !SYSTEM.equals(value))
        .orElse("");
  }

  /**
   * PrimeFaces brings one sheet per mode; ours replaces its colours, so the light one may serve the
   * undecided.
   */
  public String getPrimeTheme() {
    return "dark".equals(getTheme()) ? "arya-blue" : "saga-blue";
  }

  /** The browser's time zone, which portal.js notes in a cookie; until then the server's. */
  public ZoneId getZone() {
    try {
      return chosen(ZONE)
          .map(zone -> URLDecoder.decode(zone, StandardCharsets.UTF_8))
          .map(ZoneId::of)
          .orElseGet(ZoneId::systemDefault);
    } catch (DateTimeException | IllegalArgumentException unknown) {
      return ZoneId.systemDefault();
    }
  }

  /** This page's address with one choice added, for the links that change language or look. */
  public String choose(String name, String value) {
    String kept =
        Optional.ofNullable(request.getQueryString()).stream()
            .flatMap(query -> Arrays.stream(query.split("&")))
            .filter(part -> !part.isEmpty() && !part.startsWith(name + "="))
            .map(part -> part + "&")
            .reduce("", String::concat);
    return request.getRequestURI() + "?" + kept + name + "=" + value;
  }

  private Optional<String> chosen(String name) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .findFirst();
  }
}
