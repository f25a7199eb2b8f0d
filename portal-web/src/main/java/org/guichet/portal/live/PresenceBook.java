package org.guichet.portal.live;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Who is at which request: by the windows of this node, and by what other nodes say of theirs. What
 * is not said again for a while is forgotten.
 */
final class PresenceBook {
  /** After so long a silence nobody is there any more. */
  static final Duration SILENCE = Duration.ofSeconds(30);

  private final Map<Object, Window> windows = new HashMap<>();
  private final Map<Elsewhere, Said> elsewhere = new HashMap<>();

  private record Window(UUID request, UUID person, boolean writes, Instant at) {}

  private record Elsewhere(UUID node, UUID request) {}

  private record Said(Map<UUID, Boolean> people, Instant at) {}

  /**
   * A window of this node says that its reader is there.
   *
   * @return whether that is news
   */
  synchronized boolean beat(Object window, UUID request, UUID person, boolean writes, Instant now) {
    Window before = windows.put(window, new Window(request, person, writes, now));
    return before == null || before.writes() != writes;
  }

  /**
   * A window of this node is closed.
   *
   * @return where its reader was; null when he was nowhere
   */
  synchronized UUID leave(Object window) {
    Window before = windows.remove(window);
    return before == null ? null : before.request();
  }

  /**
   * Another node says who is at a request there.
   *
   * @param people whether each writes, by key
   * @return whether that is news
   */
  synchronized boolean hear(UUID node, UUID request, Map<UUID, Boolean> people, Instant now) {
    Elsewhere place = new Elsewhere(node, request);
    Said before =
        people.isEmpty() ? elsewhere.remove(place) : elsewhere.put(place, new Said(people, now));
    return before == null ? !people.isEmpty() : !before.people().equals(people);
  }

  /** Forgets who has been silent for too long; returns the requests where somebody was. */
  synchronized Set<UUID> forget(Instant now) {
    Instant last = now.minus(SILENCE);
    Set<UUID> left = new HashSet<>();
    windows.values().stream()
        .filter(window -> window.at().isBefore(last))
        .forEach(window -> left.add(window.request()));
    elsewhere.forEach(
        (place, said) -> {
          if (said.at().isBefore(last)) {
            left.add(place.request());
          }
        });
    windows.values().removeIf(window -> window.at().isBefore(last));
    elsewhere.values().removeIf(said -> said.at().isBefore(last));
    return left;
  }

  /** Requests at which this node has somebody. */
  synchronized Set<UUID> here() {
    Set<UUID> requests = new HashSet<>();
    windows.values().forEach(window -> requests.add(window.request()));
    return requests;
  }

  /** Who is at a request on this node: whether each writes, by key. */
  synchronized Map<UUID, Boolean> here(UUID request) {
    Map<UUID, Boolean> people = new TreeMap<>();
    windows.values().stream()
        .filter(window -> window.request().equals(request))
        .forEach(window -> people.merge(window.person(), window.writes(), Boolean::logicalOr));
    return people;
  }

  /** The same on all nodes. */
  synchronized Map<UUID, Boolean> everywhere(UUID request) {
    Map<UUID, Boolean> people = here(request);
    elsewhere.forEach(
        (place, said) -> {
          if (place.request().equals(request)) {
            said.people()
                .forEach((person, writes) -> people.merge(person, writes, Boolean::logicalOr));
          }
        });
    return people;
  }
}
