package org.guichet.portal.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Refuses an address with a NUL in its query. No browser writes one, nothing of ours is called so,
 * and PostgreSQL takes none in a text: each page that looked for it would fail. What is typed into
 * forms is not looked at here; the pages say beside the field what is wrong with it.
 */
public class ReadableAddress extends HttpFilter {
  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String query = request.getQueryString();
    if (query != null && query.contains("%00")) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    } else {
      chain.doFilter(request, response);
    }
  }
}
