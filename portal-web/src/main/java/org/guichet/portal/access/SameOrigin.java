package org.guichet.portal.access;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.Set;

/**
 * Refuses what another site makes a browser send here: every request that may change something, and
 * every socket. Browsers cannot be made to lie in these two headers; who sends neither is no
 * browser and has no foreign cookies to misuse.
 */
public class SameOrigin extends HttpFilter {
  private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
  private static final Set<String> OURS = Set.of("same-origin", "none");

  @Inject private transient PortalAddress portal;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    boolean guarded = !SAFE.contains(request.getMethod()) || opensSocket(request);
    if (guarded && isForeign(request, portal)) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
    } else {
      chain.doFilter(request, response);
    }
  }

  /** Other upgrades are an offer only, such as HTTP/2 by a client that would do without. */
  static boolean opensSocket(HttpServletRequest request) {
    return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
  }

  static boolean isForeign(HttpServletRequest request, PortalAddress portal) {
    String origin = request.getHeader("Origin");
    String site = request.getHeader("Sec-Fetch-Site");
    return (origin != null && !origin.equals(portal.origin()))
        || (site != null && !OURS.contains(site));
  }

  /**
   * For a GET, which carries no Origin: whether a link or a script of another site sent the browser
   * here.
   */
  static boolean comesFromElsewhere(HttpServletRequest request, PortalAddress portal) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !OURS.contains(site);
    }
    String referer = request.getHeader("Referer");
    try {
      return referer != null
          && !PortalAddress.originOf(URI.create(referer)).equals(portal.origin());
    } catch (IllegalArgumentException unreadable) {
      return true;
    }
  }
}
