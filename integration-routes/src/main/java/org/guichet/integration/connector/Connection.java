package org.guichet.integration.connector;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.TypeConversionException;
import org.guichet.delivery.Connector;
import org.guichet.integration.connector.CallFailed.Reason;

/** One connector as this node can use it: a running route, or the reason why there is none. */
public final class Connection {
  private final Connector connector;
  private final String problem;
  private final ProducerTemplate producer;

  private Connection(Connector connector, String problem, ProducerTemplate producer) {
    this.connector = connector;
    this.problem = problem;
    this.producer = producer;
  }

  static Connection open(Connector connector, ProducerTemplate producer) {
    return new Connection(connector, null, producer);
  }

  /** A connector that cannot work, for this reason. */
  static Connection broken(Connector connector, String problem) {
    return new Connection(connector, problem, null);
  }

  public Connector connector() {
    return connector;
  }

  /** Why it cannot be used; null when it can. */
  String problem() {
    return problem;
  }

  /** Name of its route: another version of the connector is another route. */
  String route() {
    return route(connector);
  }

  static String route(Connector connector) {
    return connector.key() + "-v" + connector.version();
  }

  /**
   * Makes one call and waits for its end.
   *
   * @param body JSON, as the verb asks for
   * @throws CallFailed when it did not succeed; nothing is tried again here
   */
  public Answer call(Verb verb, String body, Envelope envelope) throws CallFailed {
    if (problem != null) {
      throw CallFailed.because(Reason.NOT_SET_UP, problem, null);
    }
    Exchange exchange = send(verb, body, envelope);
    if (exchange.getException() != null) {
      throw Failures.of(exchange.getException(), text(exchange));
    }
    String answer = text(exchange);
    return new Answer(
        answer == null ? "" : answer,
        exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class));
  }

  private Exchange send(Verb verb, String body, Envelope envelope) throws CallFailed {
    try {
      return producer.send(
          "direct:" + route(),
          exchange -> {
            // Properties, not headers: headers go out as HTTP headers.
            exchange.setProperty("Verb", verb.word());
            exchange.setProperty("idempotencyKey", envelope.idempotencyKey());
            exchange.setProperty("repeated", envelope.repeated());
            exchange.setProperty("traceparent", envelope.traceparent());
            exchange.getMessage().setBody(body);
          });
    } catch (CamelExecutionException e) {
      throw Failures.of(e, null);
    }
  }

  private static String text(Exchange exchange) {
    try {
      return exchange.getMessage().getBody(String.class);
    } catch (TypeConversionException e) {
      return null; // the answer's stream ended before its time: there is no text to show
    }
  }
}
