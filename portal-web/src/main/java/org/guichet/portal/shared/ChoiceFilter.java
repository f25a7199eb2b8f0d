package org.guichet.portal.shared;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Keeps the choice of a link such as {@code ?lang=fr} or {@code ?theme=dark} in a cookie and
 * answers with the plain address: the choice is neither bookmarked nor sent on, and the page is
 * rendered anew in the new look.
 */
@WebFilter("/*")
public class ChoiceFilter extends HttpFilter {

  private static final Map<String, List<String>> CHOICES =
      Map.of(Reader.LANGUAGE, Reader.LANGUAGES, Reader.THEME, Reader.THEMES);

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Map<Boolean, List<String>> parts =
        Arrays.stream(Objects.requireNonNullElse(request.getQueryString(), "").split("&"))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.partitioningBy(part -> CHOICES.containsKey(name(part))));
    List<String> choices = parts.get(true);
    if (choices.isEmpty() || !"GET".equals(request.getMethod())) {
      chain.doFilter(request, response);
      return;
    }
    for (String choice : choices) {
      String value = choice.substring(choice.indexOf('=') + 1);
      if (CHOICES.get(name(choice)).contains(value)) {
        response.addCookie(yearLong(name(choice), value, request.isSecure()));
      }
    }
    // One slash: "//elsewhere" in the address must not become another host.
    String path = request.getRequestURI().replaceFirst("^/+", "/");
    String kept = String.join("&", parts.get(false));
    response.sendRedirect(path + (kept.isEmpty() ? "" : "?" + kept));
  }

  private static String name(String part) {
    return part.replaceFirst("=.*", "");
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
