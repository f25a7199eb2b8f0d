package org.guichet.portal.access;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.annotation.WebListener;

/**
 * The session cookie: behind TLS its name begins with {@code __Host-}, which a browser accepts only
 * with Secure, for this host alone and for the whole of it. On plain HTTP (the demo on one's own
 * machine) it has a plain name. SameSite is set on Payara's listener, see {@code src/main/payara}.
 */
@WebListener
public class SessionCookie implements ServletContextListener {
  @Inject private PortalAddress portal;
  @Inject private OidcClient client;

  static String name(boolean secure) {
    return secure ? "__Host-guichet" : "guichet";
  }

  @Override
  public void contextInitialized(ServletContextEvent event) {
    client.issuer(); // what is missing in the configuration is said now and not to the first person
    SessionCookieConfig cookie = event.getServletContext().getSessionCookieConfig();
    cookie.setName(name(portal.isSecure()));
    cookie.setPath("/");
    cookie.setHttpOnly(true);
    cookie.setSecure(portal.isSecure());
  }
}
