package org.guichet.portal.access;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;

/**
 * Something of ours failed. The log has it whole, under a short number; the person sees the number
 * and nothing else, and can tell it to whoever reads the log.
 */
final class Incident {
  /** Read by errorpages/500.xhtml. */
  private static final String ATTRIBUTE = "guichet.incident";

  private static final Logger LOG = System.getLogger(Incident.class.getName());
  private static final SecureRandom RANDOM = new SecureRandom();

  private Incident() {}

  static String note(Throwable failure, HttpServletRequest request) {
    int number = RANDOM.nextInt(0x1000000);
    String id = "%04X-%02X".formatted(number >> 8, number & 0xff);
    String where = request.getMethod() + " " + request.getRequestURI();
    LOG.log(Level.ERROR, "Incident " + id + " at " + where, failure);
    request.setAttribute(ATTRIBUTE, id);
    return id;
  }
}
