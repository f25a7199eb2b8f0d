package org.guichet.portal.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.shared.Announcement;

/**
 * How nodes tell each other who is at a request: keys in one row. The node, the request, who looks,
 * a key of nobody, who writes.
 */
record PresenceWords(UUID node, UUID request, Map<UUID, Boolean> people) {
  private static final UUID NOBODY = new UUID(0, 0);

  Announcement announcement() {
    List<UUID> keys = new ArrayList<>(List.of(node, request));
    people.forEach((person, writes) -> add(keys, person, !writes));
    keys.add(NOBODY);
    people.forEach((person, writes) -> add(keys, person, writes));
    return Announcement.ofPresence(keys);
  }

  private static void add(List<UUID> keys, UUID person, boolean said) {
    if (said) {
      keys.add(person);
    }
  }

  /** Back from an announcement; null when it says nothing of anybody. */
  static PresenceWords of(Announcement announcement) {
    List<UUID> keys = announcement.ids();
    int nobody = keys.indexOf(NOBODY);
    if (announcement.topic() != Announcement.Topic.PRESENCE || nobody < 2) {
      return null;
    }
    Map<UUID, Boolean> people = new HashMap<>();
    keys.subList(2, nobody).forEach(person -> people.put(person, false));
    keys.subList(nobody + 1, keys.size()).forEach(person -> people.put(person, true));
    return new PresenceWords(keys.get(0), keys.get(1), people);
  }
}
