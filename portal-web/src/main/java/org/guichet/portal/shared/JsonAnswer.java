package org.guichet.portal.shared;

import jakarta.json.JsonStructure;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** What a script of the page is answered; no cache keeps it. */
public final class JsonAnswer {
  private JsonAnswer() {}

  /** Answers with it, in UTF-8. The status is the caller's. */
  public static void write(HttpServletResponse response, JsonStructure json) throws IOException {
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().write(json.toString());
  }
}
