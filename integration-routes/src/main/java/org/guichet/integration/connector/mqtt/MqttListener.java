package org.guichet.integration.connector.mqtt;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Configuration;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Constants;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Endpoint;
import org.apache.camel.support.DefaultConsumer;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * Listens to a topic. A message is acknowledged after the route has ended well with it, and only
 * then; until then the broker keeps it. A connection that is lost is replaced by another.
 */
final class MqttListener extends DefaultConsumer {
  private static final Logger LOG = System.getLogger(MqttListener.class.getName());
  private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(2);
  private static final Duration SHORTEST = Duration.ofMillis(500);

  /** Another of us has the session: it may be the one that is to have it. */
  private static final Duration AFTER_TAKE_OVER = Duration.ofSeconds(5);

  private final PahoMqtt5Endpoint endpoint;
  private final Supplier<MqttConnectionOptions> options;
  private volatile boolean stopping;
  private volatile MqttLink link;
  private Thread watch;

  MqttListener(
      PahoMqtt5Endpoint endpoint, Processor processor, Supplier<MqttConnectionOptions> options) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    this.options = options;
  }

  /** Throws when there is no connection now: whoever starts the route tries again. */
  @Override
  protected void doStart() throws Exception {
    super.doStart();
    stopping = false;
    link = connect();
    watch = new Thread(this::stayConnected, "guichet mqtt " + getRouteId());
    watch.setDaemon(true);
    watch.start();
  }

  @Override
  protected void doStop() throws Exception {
    stopping = true;
    if (watch != null) {
      watch.interrupt();
      watch.join(
          LONGEST_FAREWELL.toMillis()); // a connection that is just being made ends by itself
      watch = null;
    }
    if (link != null) {
      link.close();
      link = null;
    }
    super.doStop();
  }

  private MqttLink connect() throws MqttException {
    PahoMqtt5Configuration asked = endpoint.getConfiguration();
    MqttConnectionOptions wanted = options.get();
    // A client that connects again by itself would acknowledge under numbers of the connection
    // before.
    wanted.setAutomaticReconnect(false);
    String session =
        asked.getClientId() == null ? "guichet-" + UUID.randomUUID() : asked.getClientId();
    MqttLink fresh = new MqttLink(asked.getBrokerUrl(), session, this::take);
    fresh.open(wanted, endpoint.getTopic(), asked.getQos());
    return fresh;
  }

  private void stayConnected() {
    try {
      while (!stopping) {
        link.awaitLoss();
        if (stopping) {
          return;
        }
        LOG.log(Level.WARNING, "{0} has lost its broker: {1}", getRouteId(), link.whyLost());
        Thread.sleep((link.isTakenOver() ? AFTER_TAKE_OVER : SHORTEST).toMillis());
        link.close();
        replace();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the route ends
    }
  }

  /** Waits longer each time until there is a connection again. */
  private void replace() throws InterruptedException {
    long wait = SHORTEST.toMillis();
    while (!stopping) { // an interrupt may get lost within the client
      try {
        MqttLink fresh = connect();
        link = fresh;
        if (stopping) {
          fresh.close();
        }
        LOG.log(Level.INFO, "{0} has its broker again", getRouteId());
        return;
      } catch (MqttException e) {
        LOG.log(Level.DEBUG, "The broker is still away", e);
        wait = Math.min(wait * 2, endpoint.getConfiguration().getMaxReconnectDelay());
        Thread.sleep(wait);
      }
    }
  }

  /** Gives a message to the route; false when it could not take it. */
  private boolean take(String topic, MqttMessage message) {
    Exchange exchange = createExchange(false);
    exchange.getIn().setBody(message.getPayload());
    exchange.getIn().setHeader(PahoMqtt5Constants.MQTT_TOPIC, topic);
    exchange.getIn().setHeader(PahoMqtt5Constants.MQTT_QOS, message.getQos());
    try {
      createUoW(exchange);
      getProcessor().process(exchange);
    } catch (Exception e) {
      exchange.setException(e);
    } finally {
      doneUoW(exchange);
    }
    boolean taken = exchange.getException() == null;
    if (!taken) {
      LOG.log(
          Level.WARNING,
          "{0} could not keep a message, it tries again: {1}",
          getRouteId(),
          exchange.getException().getMessage());
    }
    releaseExchange(exchange, false);
    return taken;
  }
}
