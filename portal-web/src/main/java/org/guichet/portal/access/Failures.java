package org.guichet.portal.access;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Turns what pages and files throw into an answer: not found, not allowed, or a number to tell us.
 */
public class Failures extends HttpFilter {
  private static final Logger LOG = System.getLogger(Failures.class.getName());

  @Inject private transient Refusals refusals;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    try {
      chain.doFilter(request, response);
    } catch (IOException | ServletException | RuntimeException failure) {
      if (response.isCommitted()) {
        LOG.log(Level.WARNING, "An answer broke off: {0}", failure.toString());
        throw failure;
      }
      int status = refusals.status(failure);
      if (status == HttpServletResponse.SC_INTERNAL_SERVER_ERROR) {
        Incident.note(failure, request);
      }
      response.sendError(status);
    }
  }
}
