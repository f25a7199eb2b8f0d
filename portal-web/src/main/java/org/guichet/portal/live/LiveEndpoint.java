package org.guichet.portal.live;

import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;

/**
 * The live socket of a page: {@code /live?request=R-2026-000123} or {@code /live?queue=mine}. Each
 * also says when its viewer is told something. Whoever may not see what he wants to watch is sent
 * away with 1008, and that is written down.
 */
@ServerEndpoint(value = "/live", configurator = LiveDoor.class)
public class LiveEndpoint {
  private static final Logger LOG = System.getLogger(LiveEndpoint.class.getName());
  private static final CloseReason REFUSED =
      new CloseReason(CloseCodes.VIOLATED_POLICY, "not visible");

  @Inject Watchers watchers;
  @Inject WatchRule rule;
  @Inject Presence presence;

  /** Lets the socket watch what its viewer may see. */
  @OnOpen
  public void open(Session session) throws IOException {
    Viewer viewer = (Viewer) session.getUserProperties().get(LiveDoor.VIEWER);
    if (viewer == null) {
      session.close(REFUSED);
      return;
    }
    try {
      watchers.add(session, rule.check(viewer, session.getRequestParameterMap()));
    } catch (NotVisible | NotAllowed e) {
      session.close(REFUSED);
    }
  }

  /** The page of a request says that its reader looks, or writes; all else is dropped. */
  @OnMessage(maxMessageSize = 64)
  public void hear(Session session, String message) {
    if (!presence.beat(session, message)) {
      LOG.log(Level.DEBUG, "A page spoke on the live socket and was not heard");
    }
  }

  @OnClose
  public void close(Session session) {
    forget(session);
  }

  private void forget(Session session) {
    watchers.remove(session);
    presence.leave(session);
  }

  /** A browser that went away is no event worth a stack trace. */
  @OnError
  public void fail(Session session, Throwable error) {
    LOG.log(Level.DEBUG, "Live socket: {0}", error.getMessage());
    forget(session);
  }
}
