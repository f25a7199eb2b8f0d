package org.guichet.portal.access;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Keeps a choice such as {@code ?lang=fr} or {@code ?theme=dark} in a cookie and answers with the
 * plain address: the choice is neither bookmarked nor sent on, and the page is rendered anew in the
 * new look. The person himself keeps it only when a button of ours sends it: a link that another
 * site makes somebody follow changes nothing but this browser's cookie.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class ChoiceFilter extends HttpFilter {
  private static final Set<String> KNOWN = Set.of("GET", "POST");

  @Inject private transient Choices choices;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Map<Boolean, List<String>> parts =
        Arrays.stream(Objects.requireNonNullElse(request.getQueryString(), "").split("&"))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.partitioningBy(part -> Choices.isOne(name(part))));
    List<String> chosen = parts.get(true);
    if (chosen.isEmpty() || !KNOWN.contains(request.getMethod())) {
      chain.doFilter(request, response);
      return;
    }
    for (String choice : chosen) {
      String value = choice.substring(choice.indexOf('=') + 1);
      choices.keep(name(choice), value, request, response);
      if ("POST".equals(request.getMethod())) {
        choices.remember(name(choice), value, request);
      }
    }
    // One slash: "//elsewhere" in the address must not become another host.
    String path = request.getRequestURI().replaceFirst("^/+", "/");
    String kept = String.join("&", parts.get(false));
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    response.setHeader("Location", path + (kept.isEmpty() ? "" : "?" + kept));
  }

  private static String name(String part) {
    return part.replaceFirst("=.*", "");
  }
}
