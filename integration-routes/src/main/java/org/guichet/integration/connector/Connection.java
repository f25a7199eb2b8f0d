package org.guichet.integration.connector;

import java.time.Instant;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.TypeConversionException;
import org.guichet.delivery.Connector;
import org.guichet.integration.connector.CallFailed.Reason;
import org.guichet.shared.JqLimit;

/** One connector as this node can use it: a running route, or the reason why there is none. */
public final class Connection {
  private final Connector connector;
  private final String route;
  private final String problem;
  private final Instant triedAt;
  private final boolean givesReceipts;
  private final ProducerTemplate producer;
  private final SignIns signIns;

  private Connection(
      Connector connector,
      String route,
      String problem,
      Instant triedAt,
      boolean givesReceipts,
      ProducerTemplate producer,
      SignIns signIns) {
    this.connector = connector;
    this.route = route;
    this.problem = problem;
    this.triedAt = triedAt;
    this.givesReceipts = givesReceipts;
    this.producer = producer;
    this.signIns = signIns;
  }

  /**
   * A connector whose route runs.
   *
   * @param route its name
   * @param givesReceipts whether the system names the records it makes
   */
  static Connection open(
      Connector connector, String route, boolean givesReceipts, CamelRuntime camel) {
    return new Connection(
        connector, route, null, Instant.now(), givesReceipts, camel.producer(), camel.signIns());
  }

  static Connection open(
      Connector connector, boolean givesReceipts, ProducerTemplate producer, SignIns signIns) {
    String route = connector.key() + "-v" + connector.version();
    return new Connection(connector, route, null, Instant.now(), givesReceipts, producer, signIns);
  }

  /** A connector that cannot work, for this reason. */
  static Connection broken(Connector connector, String route, String problem) {
    return new Connection(connector, route, problem, Instant.now(), true, null, null);
  }

  /** What did not work either when it was tried again: to all others it is still the same. */
  Connection failedAgain(Connection again) {
    return new Connection(again.connector, route, again.problem, again.triedAt, true, null, null);
  }

  /** What is left of it for whoever still has a delivery of it: its connector is gone. */
  public Connection removed() {
    return broken(connector, route, "its connector was removed.");
  }

  /** Whether it could not be made, and has not been tried again since then. */
  boolean isBrokenSince(Instant time) {
    return problem != null && triedAt.isBefore(time);
  }

  /** Whether it listens to the system; nothing can be sent by it. */
  public boolean isSource() {
    return producer == null && problem == null;
  }

  /** A connector whose route listens, when it is started. */
  static Connection listening(Connector connector, String route) {
    return new Connection(connector, route, null, Instant.now(), false, null, null);
  }

  @Override
  public String toString() {
    String state = problem == null ? "ready" : problem;
    return connector.key()
        + "-v"
        + connector.version()
        + " "
        + (connector.isPaused() ? "paused" : state);
  }

  /** Whether the system names the records it makes; if not, its silence confirms, too. */
  public boolean givesReceipts() {
    return givesReceipts;
  }

  public Connector connector() {
    return connector;
  }

  /** Why it cannot be used; null when it can. */
  String problem() {
    return problem;
  }

  /** The same route under what else became of the connector: a pause, a status map. */
  Connection with(Connector now) {
    return new Connection(now, route, problem, triedAt, givesReceipts, producer, signIns);
  }

  /** Whether the other is served by the same route. */
  public boolean isSameRoute(Connection other) {
    return route.equals(other.route);
  }

  /** Name of its route: another version of the connector or its Kamelet is another route. */
  String route() {
    return route;
  }

  /**
   * Makes one call and waits for its end. A sign-in that has expired meanwhile is renewed: the call
   * was refused at the door, so it is made once more at once. Nothing else is tried again here.
   *
   * @param body JSON, as the verb asks for
   * @throws CallFailed when it did not succeed
   */
  public Answer call(Verb verb, String body, Envelope envelope) throws CallFailed {
    if (problem != null) {
      throw CallFailed.because(Reason.NOT_SET_UP, problem, null);
    }
    if (isSource()) {
      throw CallFailed.because(Reason.NOT_SET_UP, "It only listens; nothing can be sent.", null);
    }
    String signIn = signIns.get(route());
    try {
      return callOnce(verb, body, envelope);
    } catch (CallFailed failure) {
      if (signIn == null || !failure.isAboutCredentials()) {
        throw failure;
      }
      signIns.forget(route(), signIn);
      return callOnce(verb, body, envelope.again());
    }
  }

  private Answer callOnce(Verb verb, String body, Envelope envelope) throws CallFailed {
    JqLimit.begin();
    Exchange exchange = send(verb, body, envelope);
    if (exchange.getException() != null) {
      throw Failures.of(exchange.getException(), textIfAny(exchange));
    }
    String answer = text(exchange);
    Problem.in(answer);
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
            exchange.setProperty("reference", envelope.reference());
            exchange.setProperty("externalId", envelope.externalId());
            exchange.getMessage().setBody(body);
          });
    } catch (CamelExecutionException e) {
      throw Failures.of(e, null);
    }
  }

  /** The answer may still be on its way, and end before its time. */
  private static String text(Exchange exchange) throws CallFailed {
    try {
      return exchange.getMessage().getBody(String.class);
    } catch (TypeConversionException e) {
      throw Failures.of(e, null);
    }
  }

  private static String textIfAny(Exchange exchange) {
    try {
      return text(exchange);
    } catch (CallFailed e) {
      return null;
    }
  }
}
