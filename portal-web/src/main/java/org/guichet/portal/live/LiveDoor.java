package org.guichet.portal.live;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.guichet.portal.access.CurrentViewer;

/**
 * The door of the live socket. It notes who knocks, taken from the sign-in of the HTTP session, and
 * refuses pages of other sites: a browser sends our cookie along with their handshakes too.
 */
public class LiveDoor extends ServerEndpointConfig.Configurator {
  static final String VIEWER = "viewer";

  /** The identity provider's name for the sign-in by which he came. */
  static final String SIGN_IN = "signIn";

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    if (isOurs(first(request, "Origin"), first(request, "Host"))) {
      // These properties are the connection's own since WebSocket 2.1, not shared with other
      // handshakes.
      if (request.getHttpSession() instanceof HttpSession session) {
        note(session, config.getUserProperties());
      }
    }
  }

  private static void note(HttpSession session, Map<String, Object> properties) {
    CurrentViewer current = CDI.current().select(CurrentViewer.class).get();
    current.of(session).ifPresent(viewer -> properties.put(VIEWER, viewer));
    current.signInOf(session).ifPresent(signIn -> properties.put(SIGN_IN, signIn));
  }

  /**
   * A page's origin and the host it calls are the same. A program without an origin brings no
   * foreign cookie.
   */
  static boolean isOurs(String origin, String host) {
    if (origin == null) {
      return true;
    }
    try {
      return host != null && host.equals(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException unreadable) {
      return false;
    }
  }

  private static String first(HandshakeRequest request, String header) {
    List<String> values = request.getHeaders().getOrDefault(header, List.of());
    return values.isEmpty() ? null : values.get(0);
  }
}
