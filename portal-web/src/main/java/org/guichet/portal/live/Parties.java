package org.guichet.portal.live;

import java.util.List;
import java.util.function.Supplier;
import org.guichet.request.Party;

/** Whose the requests of one announcement are: asked when somebody needs it, and only once. */
final class Parties {
  private final Supplier<List<Party>> source;
  private List<Party> known;

  Parties(Supplier<List<Party>> source) {
    this.source = source;
  }

  List<Party> get() {
    if (known == null) {
      known = source.get();
    }
    return known;
  }
}
