package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.apache.camel.support.SimpleRegistry;
import org.guichet.delivery.Connector;
import org.guichet.integration.connector.CallFailed.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/connectors.md promises to the author of a Kamelet, in a real Camel. */
class KameletContractTest {
  private CamelRuntime camel;

  @BeforeEach
  void start() {
    camel = new CamelRuntime(new SimpleRegistry(), id -> "a secret");
    camel.start();
  }

  @AfterEach
  void stop() {
    camel.stop();
  }

  private Connection open(String steps) {
    String yaml =
        """
        apiVersion: camel.apache.org/v1
        kind: Kamelet
        metadata:
          name: tried-action
        spec:
          definition:
            title: Tried
            type: object
          template:
            from:
              uri: kamelet:source
              steps:
        """
            + steps.indent(12);
    Connector connector = Connector.trial("tried", "tried-action", Map.of());
    return new ConnectorRoutes(camel).open(connector, Kamelet.parse(yaml));
  }

  private static String deliver(Connection connection) throws CallFailed {
    Envelope envelope = new Envelope("key", false, Envelope.newTraceId(), "R-1", "HD-1");
    return connection.call(Verb.DELIVER, "{}", envelope).body();
  }

  @Test
  void aSignInIsKeptFromOneCallToTheNext() throws Exception {
    Connection connection =
        open(
            """
            - setProperty: {name: session, expression: {method: {ref: signIns, method: "get('{{connectorId}}')"}}}
            - choice:
                when:
                  - expression: {simple: {expression: "${exchangeProperty.session} == null"}}
                    steps:
                      - setProperty: {name: session, expression: {constant: {expression: "a, \\"quoted\\" 'one' ${body}"}}}
                      - bean: {ref: signIns, method: "keep('{{connectorId}}', ${exchangeProperty.session})"}
                      - setBody: {expression: {constant: {expression: "signed in"}}}
                otherwise:
                  steps:
                    - setBody: {expression: {exchangeProperty: {expression: session}}}
            """);

    assertThat(deliver(connection)).isEqualTo("signed in");
    assertThat(deliver(connection)).isEqualTo("a, \"quoted\" 'one' ${body}");
  }

  @Test
  void aProblemEndsTheCallWhereverItStops() {
    Connection connection =
        open(
            """
            - setBody: {expression: {jq: {expression: "{problem: {kind: \\"gone\\", says: \\"bye\\"}}", resultType: java.lang.String}}}
            - stop: {}
            - setBody: {expression: {constant: {expression: "{}"}}}
            """);

    CallFailed failure = catchThrowableOfType(CallFailed.class, () -> deliver(connection));
    assertThat(failure.reason()).isEqualTo(Reason.GONE);
    assertThat(failure.answer()).contains("bye");
  }

  @Test
  void aCallKnowsItsRequestAndWhereItLives() throws Exception {
    Connection connection =
        open(
            """
            - setBody: {expression: {simple: {expression: "${exchangeProperty.reference} ${exchangeProperty.externalId}"}}}
            """);

    assertThat(deliver(connection)).isEqualTo("R-1 HD-1");
  }
}
