package org.guichet.portal.live;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.guichet.access.Viewer;
import org.guichet.directory.People;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;

/**
 * Who of the staff is at which request just now. Pages say it again and again, which costs memory
 * only; once a second this node tells its pages what is new, and all other nodes by one statement.
 * Every ten seconds it tells them again, so that a node that died is forgotten.
 */
@ApplicationScoped
public class Presence {
  private static final Logger LOG = System.getLogger(Presence.class.getName());
  private static final int AGAIN_SECONDS = 10;
  private static final int MOST_NAMES = 5_000;

  @Resource private ManagedScheduledExecutorService executor;
  @Inject private Watchers watchers;
  @Inject private Announcer announcer;
  @Inject private People people;

  private final UUID node = UUID.randomUUID();
  private final PresenceBook book = new PresenceBook();
  private final Map<UUID, String> names = new ConcurrentHashMap<>();
  private final Set<UUID> news = ConcurrentHashMap.newKeySet();
  private final Set<UUID> toAnnounce = ConcurrentHashMap.newKeySet();
  private int rounds;

  /** Begins to tell; see {@link HearAnnouncements}. */
  public void start() {
    executor.scheduleWithFixedDelay(this::round, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * A page says that its reader is there.
   *
   * @param word looking or writing
   * @return false when that is not for it to say: it is no page of a request at the desk
   */
  boolean beat(Session session, String word) {
    Watched watched = watchers.of(session);
    boolean writes = word.equals("writing");
    if (watched == null || !watched.colleague() || !(writes || word.equals("looking"))) {
      return false;
    }
    Viewer viewer = (Viewer) session.getUserProperties().get(LiveDoor.VIEWER);
    UUID request = watched.requests().iterator().next();
    names.put(viewer.personId(), viewer.name());
    if (book.beat(session, request, viewer.personId(), writes, Instant.now())) {
      change(request);
    }
    return true;
  }

  /** A page was closed. */
  void leave(Session session) {
    UUID request = book.leave(session);
    if (request != null) {
      change(request);
    }
  }

  private void change(UUID request) {
    news.add(request);
    toAnnounce.add(request);
  }

  void hear(@Observes Announcement announcement) {
    PresenceWords said = PresenceWords.of(announcement);
    if (said != null
        && !said.node().equals(node)
        && book.hear(said.node(), said.request(), said.people(), Instant.now())) {
      news.add(said.request());
    }
  }

  private void round() {
    try {
      book.forget(Instant.now()).forEach(this::change);
      if (++rounds % AGAIN_SECONDS == 0) {
        toAnnounce.addAll(book.here());
      }
      announce(taken(toAnnounce));
      taken(news).forEach(this::tell);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Who is at which request could not be told", e);
    }
  }

  private static List<UUID> taken(Set<UUID> requests) {
    List<UUID> all = List.copyOf(requests);
    requests.removeAll(all);
    return all;
  }

  private void announce(List<UUID> requests) {
    if (!requests.isEmpty()) {
      announcer.announce(
          requests.stream()
              .map(request -> new PresenceWords(node, request, book.here(request)).announcement())
              .toList());
    }
  }

  private void tell(UUID request) {
    Map<UUID, Boolean> there = book.everywhere(request);
    learnNames(there.keySet());
    watchers.tellColleagues(request, viewer -> message(viewer, there));
  }

  /** Of those who are at other nodes the keys alone are heard. */
  private void learnNames(Set<UUID> there) {
    Set<UUID> unknown = new HashSet<>(there);
    unknown.removeAll(names.keySet());
    if (!unknown.isEmpty()) {
      if (names.size() > MOST_NAMES) {
        names.clear();
        unknown.addAll(there);
      }
      names.putAll(people.names(unknown));
    }
  }

  private String message(Viewer viewer, Map<UUID, Boolean> there) {
    JsonArrayBuilder json = Json.createArrayBuilder();
    there.forEach(
        (person, writes) -> {
          if (!person.equals(viewer.personId())) {
            json.add(
                Json.createObjectBuilder()
                    .add("name", names.getOrDefault(person, ""))
                    .add("writes", writes));
          }
        });
    return "presence " + json.build();
  }
}
