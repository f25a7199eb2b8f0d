package org.guichet.portal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** Where a person goes after the sign-in: the page that was asked for, and never another site. */
final class ReturnAddress {
  private static final String HOME = "/";
  private static final Set<String> NO_PAGES = Set.of("/callback", "/logout", "/backchannel-logout");

  private ReturnAddress() {}

  /**
   * The page the person was on. After a GET that is the address asked for. The address of a POST is
   * not the whole one (a form leaves the query out), so there the browser's Referer says it, if it
   * is of this portal.
   */
  static String of(HttpServletRequest request, PortalAddress portal) {
    String asked = pathAndQuery(request.getRequestURI(), request.getQueryString());
    if (isRead(request)) {
      return sameSite(asked);
    }
    String referer = request.getHeader("Referer");
    if (referer != null) {
      try {
        URI page = new URI(referer);
        if (page.isAbsolute() && PortalAddress.originOf(page).equals(portal.origin())) {
          return sameSite(pathAndQuery(page.getRawPath(), page.getRawQuery()));
        }
      } catch (URISyntaxException unreadable) {
        return sameSite(request.getRequestURI());
      }
    }
    return sameSite(request.getRequestURI());
  }

  /** Whether the request only reads its address, so that it can be made again. */
  static boolean isRead(HttpServletRequest request) {
    return Set.of("GET", "HEAD").contains(request.getMethod());
  }

  /** The address if it is a path of this portal, else home. */
  static String sameSite(String address) {
    boolean path = address.startsWith("/") && !address.startsWith("//");
    boolean plain = address.chars().allMatch(c -> c > ' ' && c < 0x7f && c != '\\');
    if (!path || !plain) {
      return HOME;
    }
    try {
      URI uri = new URI(address);
      boolean foreign = uri.isAbsolute() || uri.getRawAuthority() != null;
      return foreign || NO_PAGES.contains(uri.getPath()) ? HOME : address;
    } catch (URISyntaxException unreadable) {
      return HOME;
    }
  }

  private static String pathAndQuery(String path, String query) {
    String withoutParameters =
        path == null || path.isEmpty() ? HOME : path.replaceAll(";[^/]*", "");
    return query == null ? withoutParameters : withoutParameters + "?" + query;
  }
}
