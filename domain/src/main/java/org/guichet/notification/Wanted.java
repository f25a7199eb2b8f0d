package org.guichet.notification;

import java.io.Serializable;
import java.util.EnumMap;
import java.util.Map;

/**
 * How somebody wants to be told.
 *
 * @param kinds for each kind by which ways
 * @param quiet when no mail shall come; null for always
 */
public record Wanted(Map<NotificationKind, Ways> kinds, QuietHours quiet) implements Serializable {

  public Wanted {
    Map<NotificationKind, Ways> all = new EnumMap<>(NotificationKind.class);
    for (NotificationKind kind : NotificationKind.values()) {
      all.put(kind, kinds.getOrDefault(kind, Ways.BOTH));
    }
    kinds = Map.copyOf(all);
  }

  /** In the pages, by mail, both or neither. */
  public record Ways(boolean inPage, boolean byMail) implements Serializable {
    static final Ways BOTH = new Ways(true, true);
  }

  public Ways of(NotificationKind kind) {
    return kinds.get(kind);
  }
}
