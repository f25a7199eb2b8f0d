package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.guichet.integration.connector.CallFailed.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sinks that others wrote, as connectors of ours. */
class KameletCatalogueIT {
  private static final Envelope FIRST = new Envelope("8.1", false, Envelope.newTraceId());

  private final KameletCatalogue catalogue =
      new KameletCatalogue(KameletCatalogueIT.class.getClassLoader());
  private final TestConnections connections = new TestConnections();

  @AfterEach
  void stop() {
    connections.close();
  }

  private KameletCatalogue.Sink sink(String name) {
    return catalogue.sinks().stream()
        .filter(sink -> sink.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Connection open(String name, Map<String, String> properties) {
    return connections.open(Kamelet.parse(catalogue.yaml(name).orElseThrow()), properties);
  }

  @Test
  void allSinksAreListedAndNothingElse() {
    assertThat(catalogue.sinks()).hasSizeGreaterThan(80);
    assertThat(catalogue.sinks()).allMatch(sink -> sink.name().endsWith("-sink"));
    assertThat(catalogue.yaml("webhook-source")).isEmpty();
    assertThat(catalogue.yaml("rest-action")).isEmpty();
    assertThat(catalogue.yaml("../log-sink")).isEmpty();
  }

  @Test
  void oneWhosePartsAreHereIsOffered() {
    assertThat(sink("log-sink").isAvailable()).isTrue();
    assertThat(sink("http-secured-sink").title()).isEqualTo("Secured HTTP Sink");
    assertThat(catalogue.advice("http-secured-sink")).isEmpty();
    assertThat(sink("mqtt5-sink").isAvailable()).isTrue();
  }

  @Test
  void oneThatLacksPartsSaysWhich() {
    assertThat(sink("kafka-sink").isAvailable()).isFalse();
    assertThat(sink("kafka-sink").missing())
        .singleElement()
        .asString()
        .startsWith("org.apache.camel:camel-kafka:4.");
    assertThat(sink("databricks-sink").missing()).contains("com.databricks:databricks-jdbc:3.0.7");
    assertThat(catalogue.advice("kafka-sink").orElseThrow())
        .contains("camel-kafka")
        .contains("folder of extensions");
    assertThat(catalogue.yaml("kafka-sink")).isEmpty();
  }

  @Test
  void eachThatIsOfferedIsATemplateThatCamelTakes() throws Exception {
    DefaultCamelContext camel = (DefaultCamelContext) connections.camel().context();
    List<String> offered = new ArrayList<>();
    for (KameletCatalogue.Sink sink : catalogue.sinks()) {
      if (sink.isAvailable()) {
        PluginHelper.getRoutesLoader(camel)
            .loadRoutes(
                ResourceHelper.fromString(
                    sink.name() + ".kamelet.yaml", catalogue.yaml(sink.name()).orElseThrow()));
        assertThat(camel.getRouteTemplateDefinition(sink.name())).as(sink.name()).isNotNull();
        offered.add(sink.name());
      }
    }
    assertThat(offered).contains("log-sink", "http-sink", "http-secured-sink", "mqtt5-sink");
  }

  @Test
  void theLogSinkLogsWhatTheMappingMade() throws Exception {
    List<String> lines = new CopyOnWriteArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord line) {
            lines.add(line.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("guichet-it-sink");
    logger.addHandler(handler);
    try {
      Connection connection =
          open("log-sink", Map.of("loggerName", "guichet-it-sink", "showHeaders", "true"));
      assertThat(connection.givesReceipts()).isFalse();
      connection.call(Verb.PROBE, "{}", FIRST);
      assertThat(lines).isEmpty();

      assertThat(connection.call(Verb.DELIVER, "{\"subject\": \"é ${body}\"}", FIRST).body())
          .isEqualTo("{}");
      assertThat(lines).singleElement().asString().contains("{\"subject\": \"é ${body}\"}");
    } finally {
      logger.removeHandler(handler);
    }
  }

  @Test
  void theSecuredHttpSinkSendsWithItsSecretsTakenLiterally() throws Exception {
    try (RecordedSystem system = RecordedSystem.start()) {
      system.answers(202, "<html>thank you</html>");
      Connection connection =
          open(
              "http-secured-sink",
              Map.of(
                  "url", system.url() + "/in",
                  "authMethod", "Basic",
                  "authUsername", "guichet",
                  "authPassword", connections.secret("p", "p%ss&w?rd+}"),
                  "authenticationPreemptive", "true"));
      connection.call(Verb.PROBE, "{}", FIRST);
      assertThat(system.calls()).isEmpty();

      connection.call(Verb.DELIVER, "{\"a\": 1}", FIRST);
      assertThat(system.lastCall().line()).isEqualTo("POST /in");
      assertThat(system.lastCall().body()).isEqualTo("{\"a\": 1}");
      assertThat(system.lastCall().header("Authorization"))
          .isEqualTo(
              "Basic "
                  + Base64.getEncoder()
                      .encodeToString("guichet:p%ss&w?rd+}".getBytes(StandardCharsets.UTF_8)));

      system.answers(401, "");
      assertThat(
              catchThrowableOfType(
                      CallFailed.class, () -> connection.call(Verb.DELIVER, "{}", FIRST))
                  .httpStatus())
          .isEqualTo(401);
    }
  }

  @Test
  void secretsThatAreNotNeededMayBeLeftOut() throws Exception {
    try (RecordedSystem system = RecordedSystem.start()) {
      open("http-secured-sink", Map.of("url", system.url() + "/in"))
          .call(Verb.DELIVER, "{\"a\": 1}", FIRST);

      assertThat(system.lastCall().line()).isEqualTo("POST /in");
      assertThat(system.lastCall().header("Authorization")).isNull();
    }
  }

  @Test
  void whatIsMissingOrMalformedIsSaidAsForAnyConnector() {
    assertThat(open("http-secured-sink", Map.of()).problem()).isEqualTo("URL is missing.");
    assertThat(open("http-secured-sink", Map.of("url", "ftp://x")).problem())
        .isEqualTo("URL must look like https://my-service/path.");
  }

  @Test
  void aSystemThatIsAwayIsTriedAgain() {
    Connection nobody = open("http-secured-sink", Map.of("url", "http://localhost:9/in"));

    assertThat(
            catchThrowableOfType(CallFailed.class, () -> nobody.call(Verb.DELIVER, "{}", FIRST))
                .reason())
        .isEqualTo(Reason.UNREACHABLE);
  }
}
