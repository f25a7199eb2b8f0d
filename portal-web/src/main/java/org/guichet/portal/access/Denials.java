package org.guichet.portal.access;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Writes down who was kept out. Before the error page and not where it is refused: a wrong role is
 * refused by the container, before any code of ours.
 */
public class Denials extends HttpFilter {
  private static final Logger LOG = System.getLogger(Denials.class.getName());

  @Inject private transient Refusals refusals;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    if (Integer.valueOf(HttpServletResponse.SC_FORBIDDEN).equals(status)) {
      try {
        refusals.denied(String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)));
      } catch (RuntimeException e) {
        LOG.log(Level.ERROR, "A refusal could not be written to the audit trail", e);
      }
    }
    chain.doFilter(request, response);
  }
}
