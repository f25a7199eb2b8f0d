package org.guichet.integration.connector;

import org.apache.camel.Exchange;
import org.guichet.integration.shared.StorableText;

/**
 * Where the messages of source Kamelets come in: what their {@code kamelet:sink} stands for. A
 * message that could not be stored is a failed exchange, so that the component does not acknowledge
 * it.
 */
public final class SourceDoor {
  static final String NAME = "guichetInbox";
  private static final String MESSAGE_ID = "guichet.messageId";

  /** Stores a message before it returns. One without a number has a null for it. */
  interface Receiver {
    void receive(String route, String messageId, String body) throws Exception;
  }

  private volatile Receiver receiver;

  void leadTo(Receiver inbox) {
    receiver = inbox;
  }

  /** Called by the routes. */
  public void receive(Exchange exchange) throws Exception {
    String body = StorableText.of(exchange.getMessage().getMandatoryBody(String.class));
    String id = exchange.getMessage().getHeader(MESSAGE_ID, String.class);
    boolean isUsable = StorableText.fits(id, StorableText.MOST_WORD);
    receiver.receive(exchange.getFromRouteId(), isUsable ? id : null, body);
  }
}
