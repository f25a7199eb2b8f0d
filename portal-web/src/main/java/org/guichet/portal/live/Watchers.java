package org.guichet.portal.live;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.guichet.access.Viewer;
import org.guichet.directory.Sessions;
import org.guichet.request.Requests;
import org.guichet.shared.Announcement;

/** The open live sockets of this process and what each watches. */
@ApplicationScoped
public class Watchers {
  private static final Logger LOG = System.getLogger(Watchers.class.getName());

  private static final CloseReason ENDED =
      new CloseReason(CloseCodes.VIOLATED_POLICY, "signed out");

  private final Map<Session, Watched> watched = new ConcurrentHashMap<>();
  private Sessions sessions;
  private Requests requests;
  private WatchRule rule;

  protected Watchers() {}

  @Inject
  public Watchers(Sessions sessions, Requests requests, WatchRule rule) {
    this.sessions = sessions;
    this.requests = requests;
    this.rule = rule;
  }

  void add(Session session, Watched what) {
    watched.put(session, what);
  }

  void remove(Session session) {
    watched.remove(session);
  }

  /** Tells the pages concerned to look again. The sending does not wait for slow browsers. */
  void tell(@Observes Announcement announcement) {
    if (announcement.topic() == Announcement.Topic.SESSION) {
      watched.keySet().stream().filter(this::isEnded).forEach(session -> close(session, ENDED));
    }
    if (announcement.topic() == Announcement.Topic.NOTIFICATION) {
      watched.keySet().stream()
          .filter(session -> isToldOf(session, announcement))
          .forEach(session -> send(session, Watched.BELL));
    }
    Parties parties = new Parties(() -> requests.parties(announcement.requests()));
    watched.forEach(
        (session, what) -> {
          if (what.isConcernedBy(announcement, parties)) {
            send(session, what.label());
          }
        });
    askAgain(announcement, parties);
  }

  /** After all were told: his page looks once more, and then says itself that it is not his. */
  private void askAgain(Announcement announcement, Parties parties) {
    watched.forEach(
        (session, what) -> {
          if (what.colleague()
              && what.isConcernedBy(announcement, parties)
              && session.getUserProperties().get(LiveDoor.VIEWER) instanceof Viewer viewer) {
            askAgain(session, what, viewer);
          }
        });
  }

  /** A page that could not be asked about connects again, and is asked about then. */
  private void askAgain(Session session, Watched what, Viewer viewer) {
    try {
      watched.replace(session, what, rule.again(viewer, what));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A page is to connect again: {0}", e.getMessage());
      close(session);
    }
  }

  private static boolean isToldOf(Session session, Announcement announcement) {
    return session.getUserProperties().get(LiveDoor.VIEWER) instanceof Viewer viewer
        && announcement.concernsPerson(viewer.personId());
  }

  /** Tells those who look at a desk's queues what is said to each. */
  void tellDesks(Function<Viewer, String> message) {
    watched.forEach(
        (session, what) -> {
          if (what.desk() != null) {
            send(session, message.apply(what.desk()));
          }
        });
  }

  /** What a socket watches; null when it does not any more. */
  Watched of(Session session) {
    return watched.get(session);
  }

  /** Tells those who are at a request as staff what is said to each. */
  void tellColleagues(UUID request, Function<Viewer, String> message) {
    watched.forEach(
        (session, what) -> {
          if (what.colleague()
              && what.requests().contains(request)
              && session.getUserProperties().get(LiveDoor.VIEWER) instanceof Viewer viewer) {
            send(session, message.apply(viewer));
          }
        });
  }

  private boolean isEnded(Session session) {
    String signIn = (String) session.getUserProperties().get(LiveDoor.SIGN_IN);
    Viewer viewer = (Viewer) session.getUserProperties().get(LiveDoor.VIEWER);
    return signIn != null && sessions.isRevoked(signIn, viewer == null ? null : viewer.personId());
  }

  /** A page that could not be told must not believe that it is live: it connects again. */
  private void close(Session session) {
    close(session, new CloseReason(CloseCodes.NORMAL_CLOSURE, null));
  }

  private void close(Session session, CloseReason why) {
    remove(session);
    try {
      session.close(why);
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "A lost page could not be closed: {0}", e.getMessage());
    }
  }

  private void send(Session session, String label) {
    try {
      session
          .getAsyncRemote()
          .sendText(
              label,
              result -> {
                if (!result.isOK()) {
                  close(session);
                }
              });
    } catch (RuntimeException e) {
      // Closed, or still busy with the last message: that one already makes the page look again.
      LOG.log(Level.DEBUG, "A page was not told: {0}", e.getMessage());
    }
  }
}
