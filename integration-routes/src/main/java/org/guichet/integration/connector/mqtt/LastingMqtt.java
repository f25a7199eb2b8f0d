package org.guichet.integration.connector.mqtt;

import java.util.Map;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Component;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Configuration;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5Endpoint;
import org.apache.camel.component.paho.mqtt5.PahoMqtt5EndpointConfigurer;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.support.jsse.SSLContextParameters;

/**
 * Camel's component for MQTT 5 with a consumer of ours: Camel's connects before it listens, and
 * what a lasting session brings in that instant waits at the broker until the next connection; what
 * could not be stored does, too.
 */
public class LastingMqtt extends PahoMqtt5Component {
  public static final String SCHEME = "paho-mqtt5";

  /** Camel finds it by the class of the component, and this is another. */
  @Override
  public PropertyConfigurer getEndpointPropertyConfigurer() {
    return new PahoMqtt5EndpointConfigurer();
  }

  @Override
  protected Endpoint createEndpoint(String uri, String topic, Map<String, Object> parameters)
      throws Exception {
    SSLContextParameters tls =
        resolveAndRemoveReferenceParameter(
            parameters, "sslContextParameters", SSLContextParameters.class);
    Topic endpoint = new Topic(uri, topic, this, getConfiguration().copy(), tls);
    setProperties(endpoint, parameters);
    return endpoint;
  }

  private static final class Topic extends PahoMqtt5Endpoint {
    private final SSLContextParameters tls;

    /**
     * @param tls whom to trust; null: whom Java trusts
     */
    Topic(
        String uri,
        String topic,
        PahoMqtt5Component component,
        PahoMqtt5Configuration configuration,
        SSLContextParameters tls) {
      super(uri, topic, component, configuration);
      this.tls = tls;
    }

    @Override
    protected void doInit() throws Exception {
      super.doInit();
      // The client refuses a factory of TLS for an address without.
      if (tls != null && getConfiguration().getBrokerUrl().startsWith("ssl:")) {
        getConfiguration()
            .setSocketFactory(tls.createSSLContext(getCamelContext()).getSocketFactory());
      }
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
      MqttListener listener = new MqttListener(this, processor, this::createMqttConnectionOptions);
      configureConsumer(listener);
      return listener;
    }
  }
}
