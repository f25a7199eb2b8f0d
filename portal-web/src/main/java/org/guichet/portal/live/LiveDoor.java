package org.guichet.portal.live;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpSession;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.guichet.access.Viewer;
import org.guichet.portal.access.CurrentViewer;

/**
 * The door of the live socket. It notes who knocks, taken from the sign-in of the HTTP session, and
 * refuses pages of other sites: a browser sends our cookie along with their handshakes too.
 */
public class LiveDoor extends ServerEndpointConfig.Configurator {
  static final String VIEWER = "viewer";

  @Override
  public void modifyHandshake(
      ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
    if (isOurs(first(request, "Origin"), first(request, "Host"))) {
      // These properties are the connection's own since WebSocket 2.1, not shared with other
      // handshakes.
      viewer(request).ifPresent(viewer -> config.getUserProperties().put(VIEWER, viewer));
    }
  }

  private static Optional<Viewer> viewer(HandshakeRequest request) {
    return request.getHttpSession() instanceof HttpSession session
        ? CDI.current().select(CurrentViewer.class).get().of(session)
        : Optional.empty();
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
