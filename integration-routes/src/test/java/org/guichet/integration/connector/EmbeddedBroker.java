package org.guichet.integration.connector;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Set;
import org.apache.activemq.artemis.api.core.QueueConfiguration;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.server.impl.AddressInfo;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/**
 * ActiveMQ Artemis, a broker that speaks AMQP and MQTT, in this process, with a durable journal.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final String USER = "guichet";
  private static final String PASSWORD = "broker-secret";

  private final Path data;
  private final int port;
  private final int securePort;
  private final TestCertificate certificate;
  private EmbeddedActiveMQ broker;

  private EmbeddedBroker(Path data, int port, int securePort) throws Exception {
    this.data = data;
    this.port = port;
    this.securePort = securePort;
    this.certificate = TestCertificate.of(data, "localhost", "RSA");
  }

  /** One that knows the user guichet, and a queue. */
  public static EmbeddedBroker start(Path data, String queue) throws Exception {
    EmbeddedBroker broker = new EmbeddedBroker(data, freePort(), freePort());
    broker.start();
    ActiveMQServer server = broker.broker.getActiveMQServer();
    server.addAddressInfo(new AddressInfo(queue).addRoutingType(RoutingType.ANYCAST));
    server.createQueue(
        QueueConfiguration.of(queue).setRoutingType(RoutingType.ANYCAST).setDurable(true));
    return broker;
  }

  /** Starts it again on the same port, with what it had kept. */
  void start() throws Exception {
    Configuration configuration =
        new ConfigurationImpl()
            .setPersistenceEnabled(true)
            .setJournalDirectory(data.resolve("journal").toString())
            .setBindingsDirectory(data.resolve("bindings").toString())
            .setLargeMessagesDirectory(data.resolve("large").toString())
            .setPagingDirectory(data.resolve("paging").toString())
            .setSecurityEnabled(true)
            .setGracefulShutdownEnabled(false);
    configuration.addAcceptorConfiguration(
        "any", "tcp://127.0.0.1:" + port + "?protocols=AMQP,MQTT");
    configuration.addAcceptorConfiguration(
        "secure",
        "tcp://127.0.0.1:"
            + securePort
            + "?protocols=AMQP,MQTT;sslEnabled=true;keyStoreType=PKCS12;keyStorePath="
            + certificate.file()
            + ";keyStorePassword="
            + TestCertificate.password());
    configuration.addAddressSetting(
        "#",
        new AddressSettings()
            .setAutoCreateAddresses(false)
            .setAutoCreateQueues(false)
            .setAutoDeleteQueues(false)
            .setAutoDeleteAddresses(false));
    configuration.addAddressSetting(
        "alarms.#",
        new AddressSettings()
            .setAutoCreateAddresses(true)
            .setAutoCreateQueues(true)
            .setAutoDeleteQueues(false)
            .setAutoDeleteAddresses(false));
    broker = new EmbeddedActiveMQ().setConfiguration(configuration);
    broker.setSecurityManager(new OneUser());
    broker.start();
  }

  private static final class OneUser implements ActiveMQSecurityManager {
    @Override
    public boolean validateUser(String user, String password) {
      return USER.equals(user) && PASSWORD.equals(password);
    }

    @Override
    public boolean validateUserAndRole(
        String user, String password, Set<Role> roles, CheckType checkType) {
      return validateUser(user, password);
    }
  }

  void stop() throws Exception {
    broker.stop();
  }

  public String address(String scheme) {
    return scheme + "://localhost:" + port;
  }

  /** The same with TLS from the start. */
  String secureAddress(String scheme) {
    return scheme + "://localhost:" + securePort;
  }

  /** What it shows, in PEM. */
  String certificate() throws GeneralSecurityException {
    return certificate.certificatePem();
  }

  int port() {
    return port;
  }

  public static String user() {
    return USER;
  }

  public static String password() {
    return PASSWORD;
  }

  int connections() {
    return broker.getActiveMQServer().getRemotingService().getConnectionCount();
  }

  long messages(String queue) {
    return broker.getActiveMQServer().locateQueue(queue).getMessageCount();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws Exception {
    broker.stop();
  }
}
