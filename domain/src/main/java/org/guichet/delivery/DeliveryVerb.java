package org.guichet.delivery;

import static org.guichet.delivery.DeliveryState.CANCELLED;
import static org.guichet.delivery.DeliveryState.CONFIRMED;
import static org.guichet.delivery.DeliveryState.DEAD;
import static org.guichet.delivery.DeliveryState.DONE_BY_HAND;
import static org.guichet.delivery.DeliveryState.DUE;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a person may do about a delivery, and in which states. */
public enum DeliveryVerb {
  /** Sent now, the same content, with a new patience. */
  RETRY(DUE, DEAD),
  /** The same with what today's mapping makes of the event: another content. */
  RETRY_MAPPED_ANEW(DUE, DEAD),
  /** A settled one is sent once more, the same content under the same key. */
  REPLAY(CONFIRMED, DONE_BY_HAND, CANCELLED),
  /** The same with what today's mapping makes of the event: another content. */
  REPLAY_MAPPED_ANEW(CONFIRMED, DONE_BY_HAND, CANCELLED),
  /** Sent with the content that a person wrote. */
  EDIT(DUE, DEAD, CONFIRMED, DONE_BY_HAND, CANCELLED),
  /** A person has entered it in the system himself: who waited for it goes on. */
  MARK_DONE(DUE, DEAD),
  /** The system shall not hear of it: who waited for it goes on without it. */
  CANCEL(DUE, DEAD);

  private final Set<DeliveryState> states;

  DeliveryVerb(DeliveryState... states) {
    this.states = Set.of(states);
  }

  public boolean fits(DeliveryState state) {
    return states.contains(state);
  }

  /** The deliveries it fits, as SQL over a delivery of that alias. */
  String condition(String alias) {
    String fits =
        states.stream()
            .map(state -> Integer.toString(state.code()))
            .collect(Collectors.joining(", ", alias + ".state in (", ")"));
    return settles()
        ? fits
        : fits
            + " and exists (select 1 from connector there where there.id = "
            + alias
            + ".connector_id and there.removed_at is null)"
            + " and not exists (select 1 from outbox_event said where said.id = "
            + alias
            + ".event_id and said.payload -> 'erased' is not null)";
  }

  boolean settles() {
    return this == MARK_DONE || this == CANCEL;
  }

  boolean changesContent() {
    return this == RETRY_MAPPED_ANEW || this == REPLAY_MAPPED_ANEW || this == EDIT;
  }

  /** As the audit trail and the delivery's history call it, such as {@code retry_mapped_anew}. */
  String action() {
    return name().toLowerCase(Locale.ROOT);
  }
}
