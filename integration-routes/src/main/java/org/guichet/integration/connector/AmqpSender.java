package org.guichet.integration.connector;

import jakarta.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.util.ObjectHelper;
import org.apache.qpid.protonj2.client.Client;
import org.apache.qpid.protonj2.client.Connection;
import org.apache.qpid.protonj2.client.ConnectionOptions;
import org.apache.qpid.protonj2.client.DeliveryState;
import org.apache.qpid.protonj2.client.ErrorCondition;
import org.apache.qpid.protonj2.client.Message;
import org.apache.qpid.protonj2.client.Sender;
import org.apache.qpid.protonj2.client.SenderOptions;
import org.apache.qpid.protonj2.client.Tracker;
import org.apache.qpid.protonj2.client.exceptions.ClientConnectionSecurityException;
import org.apache.qpid.protonj2.client.exceptions.ClientException;
import org.apache.qpid.protonj2.client.exceptions.ClientOperationTimedOutException;
import org.apache.qpid.protonj2.client.exceptions.ClientResourceRemotelyClosedException;

/**
 * Sends one message to an AMQP 1.0 broker and waits until the broker has taken it. The connection
 * is the connector's own: opened with the first message, kept, opened anew after whatever went
 * wrong, closed with the route.
 */
public class AmqpSender implements Processor, AutoCloseable {
  private static final int CONNECT_SECONDS = 5;

  private final Client client = Client.create();
  private final PemTls tls = new PemTls();
  private URI broker;
  private String user;
  private String password;
  private String address;
  private String kind;
  private Connection connection;
  private Sender sender;

  public void setBroker(String broker) {
    this.broker = URI.create(broker);
  }

  public void setUser(String user) {
    this.user = user;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public void setAddress(String address) {
    this.address = address;
  }

  /** What the broker makes of the address: queue or topic. */
  public void setKind(String kind) {
    this.kind = kind;
  }

  public void setAuthority(String authority) {
    tls.setAuthority(authority);
  }

  @Override
  public void process(Exchange exchange) throws IOException {
    String answer = "{}";
    try {
      Sender open = sender();
      if (Verb.DELIVER.word().equals(exchange.getProperty("Verb"))) {
        answer = answer(open.send(message(exchange)));
      }
    } catch (ClientConnectionSecurityException e) {
      close();
      answer = problem("credentials", "The broker refused the credentials.");
    } catch (ClientResourceRemotelyClosedException e) {
      close();
      answer = closed(e.getErrorCondition());
    } catch (ClientOperationTimedOutException e) {
      close();
      throw timeout(e);
    } catch (ClientException e) {
      close();
      throw new IOException(e);
    }
    exchange.getMessage().setBody(answer);
  }

  private Message<byte[]> message(Exchange exchange) throws ClientException {
    String key = exchange.getProperty("idempotencyKey", String.class);
    return Message.create(
            exchange.getMessage().getBody(String.class).getBytes(StandardCharsets.UTF_8))
        .messageId(key)
        .durable(true)
        .contentType("application/cloudevents+json; charset=UTF-8")
        .subject(exchange.getProperty("eventType", String.class))
        .property("traceparent", exchange.getProperty("traceparent", String.class))
        // Artemis keeps one message only of those that share it; others do not mind it.
        .property("_AMQ_DUPL_ID", key);
  }

  private static String answer(Tracker sent) throws ClientException {
    DeliveryState state =
        sent.awaitSettlement(CamelRuntime.RESPONSE_MILLIS, TimeUnit.MILLISECONDS).remoteState();
    if (state != null && state.isAccepted()) {
      return "{}";
    }
    return state != null && state.isRejected()
        ? problem("refused", "The broker rejected the message.")
        : problem("later", "The broker did not keep the message.");
  }

  private static String closed(ErrorCondition error) {
    String condition = error == null ? "" : String.valueOf(error.condition());
    String description = error == null ? null : error.description();
    return problem(
        condition.equals("amqp:unauthorized-access") ? "credentials" : "later",
        "The broker does not let us write there: "
            + (description == null || description.isBlank() ? condition : description));
  }

  private static String problem(String kind, String says) {
    return Json.createObjectBuilder()
        .add("problem", Json.createObjectBuilder().add("kind", kind).add("says", says))
        .build()
        .toString();
  }

  private static SocketTimeoutException timeout(Exception cause) {
    SocketTimeoutException timeout = new SocketTimeoutException("The broker did not answer");
    timeout.initCause(cause);
    return timeout;
  }

  private synchronized Sender sender() throws ClientException, IOException {
    if (sender == null) {
      try {
        connection = client.connect(broker.getHost(), port(), options());
        connection.openFuture().get(CONNECT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | TimeoutException e) {
        throw notOpened(e);
      } catch (InterruptedException e) {
        throw interrupted();
      }
      SenderOptions wanted = new SenderOptions();
      wanted.targetOptions().capabilities(kind);
      wanted.sendTimeout(CamelRuntime.RESPONSE_MILLIS);
      Sender opening = connection.openSender(address, wanted);
      try {
        opening.openFuture().get(CONNECT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (e.getCause() instanceof ClientException refused) {
          throw refused;
        }
        throw new IOException(e);
      } catch (TimeoutException e) {
        throw timeout(e);
      } catch (InterruptedException e) {
        throw interrupted();
      }
      sender = opening;
    }
    return sender;
  }

  private IOException notOpened(Exception failure) throws ClientException {
    var refused = ObjectHelper.getException(ClientConnectionSecurityException.class, failure);
    if (refused != null) {
      throw refused;
    }
    close();
    var insecure = ObjectHelper.getException(SSLException.class, failure);
    if (insecure != null) {
      return insecure;
    }
    ConnectException unreachable = new ConnectException("The broker cannot be reached");
    unreachable.initCause(failure);
    return unreachable;
  }

  private static IOException interrupted() {
    Thread.currentThread().interrupt();
    return new IOException("Interrupted while the broker was being reached");
  }

  private int port() {
    if (broker.getPort() > 0) {
      return broker.getPort();
    }
    return isSecure() ? 5671 : 5672;
  }

  private boolean isSecure() {
    return "amqps".equals(broker.getScheme());
  }

  private ConnectionOptions options() throws IOException {
    ConnectionOptions options = new ConnectionOptions();
    // The ledger tries again, and knows when.
    options.reconnectEnabled(false);
    options.idleTimeout(30, TimeUnit.SECONDS);
    options.openTimeout(CONNECT_SECONDS, TimeUnit.SECONDS);
    options.closeTimeout(1, TimeUnit.SECONDS);
    options.sendTimeout(CamelRuntime.RESPONSE_MILLIS);
    if (user != null && !user.isBlank()) {
      options.user(user).password(password);
    }
    if (isSecure()) {
      try {
        options
            .sslOptions()
            .sslEnabled(true)
            .verifyHost(true)
            .sslContextOverride(tls.createSSLContext(null));
      } catch (GeneralSecurityException e) {
        throw new SSLException(e);
      }
    }
    return options;
  }

  /** Ends the connection; the next message opens another. */
  @Override
  public synchronized void close() {
    Connection ending = connection;
    connection = null;
    sender = null;
    if (ending != null) {
      ending.closeAsync();
    }
  }
}
