package org.guichet.integration.connector;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.NoErrorHandlerBuilder;
import org.apache.camel.component.direct.DirectComponent;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpMethods;
import org.apache.camel.component.kamelet.KameletComponent;
import org.apache.camel.component.properties.PropertiesComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.language.jq.JqLanguage;
import org.apache.camel.spi.BeanRepository;
import org.apache.camel.support.DefaultRegistry;
import org.apache.camel.support.SimpleTypeConverter;
import org.guichet.delivery.Secrets;
import org.guichet.integration.connector.mqtt.LastingMqtt;
import org.guichet.shared.JqLimit;
import org.guichet.shared.Settings;

/**
 * The one Camel context. It does protocol, authentication and translation of one attempt; when and
 * how often is the ledger's business, so nothing here retries, waits or redelivers.
 */
@ApplicationScoped
public class CamelRuntime {
  /** A system that takes longer to accept a connection is not there. */
  private static final int CONNECT_MILLIS = 3_000;

  /** How long a system may think. */
  static final int RESPONSE_MILLIS = 10_000;

  private static final int SHUTDOWN_SECONDS = 10;
  private static final int NEVER = 0;

  private final SignIns signIns = new SignIns();
  private final SourceDoor sourceDoor = new SourceDoor();
  private BeanRepository beans;
  private UnaryOperator<String> secrets;
  private ClassLoader loader;
  private KameletCatalogue catalogue;
  private DefaultCamelContext context;
  private ProducerTemplate producer;
  private ExecutorService background;

  protected CamelRuntime() {}

  @Inject
  public CamelRuntime(BeanManager beans, Secrets secrets, Settings settings) {
    this(new CdiBeans(beans), secrets::get, settings.extensionsDirectory().orElse(null));
  }

  /**
   * @param secrets gives the value of a secret by its id
   */
  public CamelRuntime(BeanRepository beans, UnaryOperator<String> secrets) {
    this(beans, secrets, null);
  }

  /**
   * @param extensions folder of the jars that IT adds; null when there is none
   */
  CamelRuntime(BeanRepository beans, UnaryOperator<String> secrets, Path extensions) {
    this.beans = beans;
    this.secrets = secrets;
    this.loader = Extensions.over(extensions, CamelRuntime.class.getClassLoader());
    this.catalogue = new KameletCatalogue(loader);
  }

  /** Starts the context when it does not run yet. */
  public synchronized void start() {
    if (context != null) {
      return;
    }
    DefaultCamelContext fresh = new DefaultCamelContext(false);
    fresh.getCamelContextExtension().setName("guichet");
    fresh.setApplicationContextClassLoader(loader);
    fresh.getCamelContextExtension().setRegistry(new DefaultRegistry(beans));
    fresh.getRegistry().bind("signIns", signIns);
    fresh.getRegistry().bind(SourceDoor.NAME, sourceDoor);
    fresh.getPropertiesComponent().addPropertiesFunction(new SecretReferences(secrets));
    // A placeholder names a property of the connector, never the server's environment.
    PropertiesComponent properties = (PropertiesComponent) fresh.getPropertiesComponent();
    properties.setEnvironmentVariableMode(NEVER);
    properties.setSystemPropertiesMode(NEVER);
    // A stream is sent once and never kept: photographs must not end in memory or temporary files.
    fresh.setStreamCaching(false);
    fresh.getShutdownStrategy().setTimeout(SHUTDOWN_SECONDS);
    fresh.getCamelContextExtension().setErrorHandlerFactory(new NoErrorHandlerBuilder());
    fresh.build();
    fresh.addComponent("http", http());
    fresh.addComponent("https", http());
    // Both wait 30 s for a route that is being replaced unless told not to.
    DirectComponent direct = new DirectComponent();
    direct.setBlock(false);
    fresh.addComponent("direct", direct);
    KameletComponent kamelet = new KameletComponent();
    kamelet.setBlock(false);
    fresh.addComponent("kamelet", kamelet);
    fresh.addComponent(LastingMqtt.SCHEME, new LastingMqtt());
    // What Kamelets ask of jq must come to an end, too, and see nothing of the environment.
    JqLimit.limit(((JqLanguage) fresh.resolveLanguage("jq")).getRootScope());
    // Each call names its method by a word, for which Camel would look for a converter anew each
    // time.
    fresh
        .getTypeConverterRegistry()
        .addTypeConverter(
            HttpMethods.class,
            String.class,
            new SimpleTypeConverter(
                false,
                (type, exchange, word) ->
                    HttpMethods.valueOf(((String) word).toUpperCase(Locale.ROOT))));
    fresh.start();
    producer = fresh.createProducerTemplate();
    background = fresh.getExecutorServiceManager().newCachedThreadPool(this, "guichet routes");
    context = fresh;
  }

  private static HttpComponent http() {
    HttpComponent http = new TlsWhereWanted();
    // The client would repeat a 429 or 503 once by itself and sleep meanwhile.
    http.setAutomaticRetriesDisabled(true);
    http.setRedirectHandlingDisabled(true);
    http.setCookieManagementDisabled(true);
    // What one call answered must not go out with the next one.
    http.setSkipResponseHeaders(true);
    http.setConnectTimeout(CONNECT_MILLIS);
    http.setConnectionRequestTimeout(CONNECT_MILLIS);
    http.setResponseTimeout(RESPONSE_MILLIS);
    http.setSoTimeout(RESPONSE_MILLIS);
    http.setConnectionsPerRoute(20);
    http.setMaxTotalConnections(200);
    http.setConnectionTimeToLive(60_000);
    http.setHttpClientConfigurer(
        client -> client.addExecInterceptorFirst("bounded", new BoundedAnswers()));
    return http;
  }

  /** Camel takes any address for a secure one when it is given something to secure it with. */
  private static final class TlsWhereWanted extends HttpComponent {
    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters)
        throws Exception {
      if (!uri.startsWith("https:")) {
        parameters.remove("sslContextParameters");
      }
      return super.createEndpoint(uri, remaining, parameters);
    }
  }

  /** Does it on a thread of Camel's. */
  synchronized void inBackground(Runnable work) {
    background.execute(work);
  }

  /** Stops the context; calls in flight get some seconds to end. */
  public synchronized void stop() {
    if (context != null) {
      context.stop();
      context = null;
    }
  }

  public synchronized boolean isRunning() {
    return context != null && context.isStarted();
  }

  synchronized CamelContext context() {
    return context;
  }

  /** The sinks of others, as far as this application and its extensions have their parts. */
  KameletCatalogue catalogue() {
    return catalogue;
  }

  SignIns signIns() {
    return signIns;
  }

  SourceDoor sourceDoor() {
    return sourceDoor;
  }

  synchronized ProducerTemplate producer() {
    return producer;
  }
}
