package org.guichet.integration.connector.mqtt;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;

/**
 * One connection to a broker, used once. Its messages are taken one after the other; one that
 * cannot be taken is tried again, and holds the others, until it can or the connection ends.
 */
final class MqttLink implements MqttCallback {
  private static final Logger LOG = System.getLogger(MqttLink.class.getName());
  private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);
  private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(2);
  private static final long SHORTEST_WAIT_MILLIS = 250;
  private static final long LONGEST_WAIT_MILLIS = 10_000;
  private static final int REFUSED = 0x80;
  private static final int TAKEN_OVER = 0x8E;

  /** Retained messages come with a new subscription, not with each connection. */
  private static final int ONCE = 1;

  private final MqttClient client;
  private final BiPredicate<String, MqttMessage> taker;
  private final CountDownLatch lost = new CountDownLatch(1);
  private volatile MqttDisconnectResponse why;

  /**
   * @param clientId names the session at the broker
   * @param taker takes a message of a topic; false: not now
   */
  MqttLink(String broker, String clientId, BiPredicate<String, MqttMessage> taker)
      throws MqttException {
    this.client = new MqttClient(broker, clientId, new MemoryPersistence());
    this.taker = taker;
    client.setTimeToWait(LONGEST_ANSWER.toMillis());
    client.setManualAcks(true);
    // Before it connects: a session brings its messages at once.
    client.setCallback(this);
  }

  /** Connects and subscribes, or throws and leaves nothing open. */
  void open(MqttConnectionOptions options, String topic, int qos) throws MqttException {
    try {
      client.connect(options);
      MqttSubscription subscription = new MqttSubscription(topic, qos);
      subscription.setRetainHandling(ONCE);
      IMqttToken answer = client.subscribe(new MqttSubscription[] {subscription});
      for (int code : answer.getReasonCodes()) {
        if (code >= REFUSED) {
          throw new MqttException(code);
        }
      }
    } catch (MqttException e) {
      close();
      throw e;
    }
  }

  void awaitLoss() throws InterruptedException {
    lost.await();
  }

  /** Whether somebody else came with our client id. */
  boolean isTakenOver() {
    return why != null && why.getReturnCode() == TAKEN_OVER;
  }

  String whyLost() {
    return why == null ? "closed" : String.valueOf(why);
  }

  /** What is not acknowledged by now stays with the broker. */
  void close() {
    lost.countDown();
    try {
      if (client.isConnected()) {
        client.disconnectForcibly(LONGEST_GOODBYE.toMillis(), LONGEST_GOODBYE.toMillis());
      }
    } catch (MqttException e) {
      LOG.log(Level.DEBUG, "The broker did not hear the goodbye", e);
    }
    try {
      client.close(true);
    } catch (MqttException e) {
      LOG.log(Level.DEBUG, "The client could not be closed", e);
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) throws MqttException {
    long wait = SHORTEST_WAIT_MILLIS;
    try {
      while (lost.getCount() > 0) {
        if (taker.test(topic, message)) {
          client.messageArrivedComplete(message.getId(), message.getQos());
          return;
        }
        lost.await(wait, TimeUnit.MILLISECONDS);
        wait = Math.min(wait * 2, LONGEST_WAIT_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the client ends its thread
    }
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    why = response;
    lost.countDown();
  }

  @Override
  public void mqttErrorOccurred(MqttException exception) {
    LOG.log(Level.DEBUG, "A fault that the connection outlives", exception);
  }

  @Override
  public void deliveryComplete(IMqttToken token) {
    // nothing is published here
  }

  @Override
  public void connectComplete(boolean reconnect, String broker) {
    // it is subscribed by whoever connects
  }

  @Override
  public void authPacketArrived(int reason, MqttProperties properties) {
    // no extended authentication
  }
}
