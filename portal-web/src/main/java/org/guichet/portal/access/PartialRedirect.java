package org.guichet.portal.access;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * The redirect that a Faces ajax request understands. An ordinary one would be followed in silence
 * by the script, not the page.
 */
final class PartialRedirect {
  private PartialRedirect() {}

  static void to(String address, HttpServletResponse response) throws IOException {
    response.setStatus(HttpServletResponse.SC_OK);
    response.setContentType("text/xml");
    response.setCharacterEncoding("UTF-8");
    response.getWriter().write(text(address));
  }

  static String text(String address) {
    String attribute = address.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<partial-response><redirect url=\""
        + attribute
        + "\"/></partial-response>";
  }
}
