package org.guichet.integration.connector;

import java.lang.reflect.Proxy;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.guichet.delivery.Connector;

/** A help desk that answers as a test says, without a network. */
public final class ScriptedSystem {
  private ScriptedSystem() {}

  /** What it answers to a call. */
  public interface Script {
    String answer(String verb, String body) throws Exception;
  }

  /** A connection to it. */
  public static Connection connection(boolean idempotent, Script script) {
    return Connection.open(connector(idempotent), true, producer(script), new SignIns());
  }

  /** A connection of that connector to it. */
  public static Connection connection(Connector connector, Script script) {
    return Connection.open(connector, true, producer(script), new SignIns());
  }

  /** A connection to one that never names what it makes. */
  public static Connection withoutReceipts(Script script) {
    return Connection.open(connector(true), false, producer(script), new SignIns());
  }

  /** A connection whose Kamelet keeps its sign-ins there. */
  static Connection signedIn(SignIns signIns, Script script) {
    return Connection.open(connector(true), true, producer(script), signIns);
  }

  private static Connector connector(boolean idempotent) {
    return new Connector(
        1,
        "helpdesk",
        "{\"en\": \"Help desk\"}",
        "company-helpdesk-action",
        "{}",
        "{}",
        ".",
        null,
        null,
        idempotent,
        4,
        null,
        null,
        300,
        1);
  }

  private static ProducerTemplate producer(Script script) {
    return (ProducerTemplate)
        Proxy.newProxyInstance(
            ScriptedSystem.class.getClassLoader(),
            new Class<?>[] {ProducerTemplate.class},
            (proxy, method, arguments) -> send((Processor) arguments[1], script));
  }

  private static Exchange send(Processor call, Script script) throws Exception {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    call.process(exchange);
    try {
      String body = exchange.getMessage().getBody(String.class);
      exchange
          .getMessage()
          .setBody(script.answer(exchange.getProperty("Verb", String.class), body));
    } catch (Exception e) {
      exchange.setException(e);
    }
    return exchange;
  }
}
