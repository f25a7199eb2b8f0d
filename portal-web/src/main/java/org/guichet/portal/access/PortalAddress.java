package org.guichet.portal.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import org.guichet.shared.Settings;

/**
 * The address under which people reach the portal. It comes from the configuration and never from a
 * request: whoever sends a forged Host header must not decide where Keycloak sends the code.
 */
@ApplicationScoped
public class PortalAddress {
  private URI base;

  protected PortalAddress() {}

  @Inject
  PortalAddress(Settings settings) {
    this(settings.portalUrl());
  }

  PortalAddress(String url) {
    this.base = URI.create(url);
  }

  /** The absolute address of a path that begins with a slash. */
  public URI at(String path) {
    return URI.create(base + path);
  }

  /** Scheme, host and port, as a browser writes them into the Origin header. */
  public String origin() {
    return originOf(base);
  }

  public boolean isSecure() {
    return "https".equals(base.getScheme());
  }

  static String originOf(URI address) {
    String host = address.getScheme() + "://" + address.getHost();
    int port = address.getPort();
    boolean usual = port == -1 || port == ("https".equals(address.getScheme()) ? 443 : 80);
    return usual ? host : host + ":" + port;
  }
}
