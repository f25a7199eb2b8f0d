package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.File;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.paho.mqttv5.client.IMqttMessageListener;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.delivery.ChangeConnectors;
import org.guichet.delivery.Connector;
import org.guichet.delivery.ConnectorDraft;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.DeliveryFilter;
import org.guichet.delivery.DeliveryRow;
import org.guichet.delivery.DeliveryState;
import org.guichet.delivery.DeliveryVerb;
import org.guichet.delivery.Flows;
import org.guichet.delivery.KameletFile;
import org.guichet.delivery.Kamelets;
import org.guichet.delivery.Secrets;
import org.guichet.integration.Eventually;
import org.guichet.integration.RunningRoutes;
import org.guichet.request.Submission;
import org.guichet.shared.Announcer;
import org.guichet.shared.LocalizedText;
import org.guichet.shared.TestDomain;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a Kamelet or its system may do wrong, in the real server: of four deliveries none is lost,
 * none arrives twice, the other systems get theirs, and a sentence says what happened.
 */
@ExtendWith(RunningRoutes.class)
@ArquillianTest
class BadKameletsInServerIT {
  private static final int MANY = 4;
  private static final LocalizedText NAME = new LocalizedText(Map.of("en", "Field service"));
  private static TestDomain domain;
  private static Viewer camille;
  private static Viewer ines;
  private static Viewer sofia;
  private static Connectors connectors;
  private static Kamelets kamelets;
  private static ChangeConnectors change;
  private static Flows flows;
  private static int connected;

  @TempDir Path data;
  private MisbehavingSystem system;
  private String key;

  @Deployment(testable = false)
  static WebArchive routes() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File("target/integration-routes.war"));
  }

  @BeforeAll
  static void signIn() throws Exception {
    domain = RunningRoutes.domain();
    camille = domain.viewer("camille", Role.CUSTOMER);
    ines = domain.viewer("sofia", Role.INTEGRATION_ADMIN);
    sofia = domain.viewer("sofia", Role.SUPERVISOR, Role.AGENT);
    AuditTrail audit = new AuditTrail(domain.jdbi);
    Announcer announcer = new Announcer(domain.jdbi);
    connectors = new Connectors(domain.jdbi, audit, announcer);
    kamelets = new Kamelets(domain.jdbi, audit, announcer);
    Secrets secrets = new Secrets(domain.jdbi, domain.masterKey());
    change = new ChangeConnectors(domain.jdbi, connectors, kamelets, secrets, audit, announcer);
    flows = new Flows(domain.jdbi, audit, announcer);
    HttpRequest ready =
        HttpRequest.newBuilder(URI.create(RunningRoutes.address() + "/api/health/ready")).build();
    assertThat(
            Eventually.value(
                () ->
                    HttpClient.newHttpClient()
                        .send(ready, HttpResponse.BodyHandlers.discarding())
                        .statusCode(),
                code -> code == 200,
                Duration.ofMinutes(2)))
        .isEqualTo(200);
  }

  @BeforeEach
  void start() throws Exception {
    system = new MisbehavingSystem();
    key = "field-" + ++connected;
  }

  @AfterEach
  void stop() {
    system.close();
    flows.all().stream()
        .filter(flow -> flow.connector().equals(key))
        .forEach(flow -> does(() -> flows.remove(ines, flow.key())));
  }

  private static void does(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  /** The Kamelet of this test becomes one of those steps; it is not looked at who brought it. */
  private void kamelet(String steps) {
    String yaml =
        """
        apiVersion: camel.apache.org/v1
        kind: Kamelet
        metadata:
          name: %s-action
          labels: {camel.apache.org/kamelet.type: action}
        spec:
          definition:
            title: Field service
            description: For a test.
            properties:
              baseUrl: {title: Base URL, type: string}
          dependencies: ["camel:core", "camel:kafka"]
          template:
            from:
              uri: kamelet:source
              steps:
                - removeHeaders: {pattern: "*"}
                - %s
        """
            .formatted(key, steps);
    does(() -> kamelets.keepShipped(List.of(KameletFile.parse(yaml)), Kamelets.Origin.SHIPPED));
  }

  private void good() {
    kamelet("to: {uri: \"{{baseUrl}}\"}");
  }

  private void connect() {
    connect(Map.of("baseUrl", system.url()), key + "-action");
    domain.jdbi.useHandle(
        handle -> handle.execute("update connector set concurrency = 2 where key = ?", key));
    tellNotes("{note: .message.id}");
  }

  private void connect(Map<String, String> properties, String kamelet) {
    does(
        () ->
            change.create(
                ines,
                key,
                ConnectorDraft.of(
                    kamelets.find(kamelet).orElseThrow(), NAME, NAME, NAME, properties)));
  }

  private void tellNotes(String mapping) {
    does(() -> flows.add(ines, key + "-notes", "note.added", key, mapping, null));
  }

  /** Four requests, each with a note, of which the connector of this test hears. */
  private List<String> submitMany() {
    List<String> numbers = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      numbers.add(submit());
    }
    return numbers;
  }

  private String submit() {
    String number =
        domain.inTransaction(
            () ->
                domain.submitRequest.submit(
                    camille,
                    new Submission(
                        "device-repair",
                        Map.of("device", "Laptop", "description", "Flickers"),
                        UUID.randomUUID())));
    does(() -> domain.requestDesk.note(sofia, number, "Look at it"));
    return number;
  }

  private List<DeliveryRow> rows() {
    return domain.deliveries.list(sofia, DeliveryFilter.of(null, key), null, 100);
  }

  /** All four ended so for now, and each says this. */
  private void assertAllSay(DeliveryState state, String sentence) throws Exception {
    List<DeliveryRow> rows =
        Eventually.value(
            this::rows,
            all ->
                all.size() == MANY
                    && all.stream()
                        .allMatch(
                            row ->
                                row.deliveryState() == state && sentence.equals(row.lastError())));
    assertThat(rows)
        .hasSize(MANY)
        .allSatisfy(
            row -> {
              assertThat(row.lastError()).isEqualTo(sentence);
              assertThat(row.deliveryState()).isEqualTo(state);
            });
  }

  private void assertAllArriveOnce() throws Exception {
    // As long as it may take until the last try again: the breaker rests between two.
    List<DeliveryRow> rows =
        Eventually.value(
            this::rows,
            all -> all.stream().allMatch(row -> row.deliveryState() == DeliveryState.CONFIRMED),
            Duration.ofSeconds(90));
    assertThat(rows)
        .hasSize(MANY)
        .allSatisfy(
            row ->
                assertThat(row.deliveryState())
                    .as(row.lastError())
                    .isEqualTo(DeliveryState.CONFIRMED));
    assertThat(system.records()).doesNotHaveDuplicates().hasSize(MANY);
    assertThat(rows).extracting(DeliveryRow::externalId).doesNotHaveDuplicates();
  }

  private void assertOthersHave(List<String> numbers) throws Exception {
    for (String number : numbers) {
      for (String other : List.of("crm", "helpdesk", "invoicing", "storage")) {
        assertThat(
                Eventually.value(
                    () ->
                        domain.requests.view(sofia, number).strip().stream()
                            .filter(ticket -> ticket.connector().equals(other))
                            .allMatch(ticket -> ticket.externalId() != null),
                    has -> has))
            .as(other + " has " + number)
            .isTrue();
      }
    }
  }

  @Test
  void oneThatIsMalformedSaysSoAndIsRepairedWhileAllRuns() throws Exception {
    good();
    connect();
    domain.jdbi.useHandle(
        handle -> {
          handle.execute(
              "update kamelet set yaml = 'kind: [', checksum = 'malformed' where name = ?",
              key + "-action");
          handle.execute("notify guichet, 'CONNECTOR'");
        });
    List<String> numbers = submitMany();

    assertThat(
            Eventually.value(this::rows, all -> all.stream().allMatch(r -> r.lastError() != null)))
        .allSatisfy(
            row ->
                assertThat(row.lastError())
                    .startsWith("Field service is not set up correctly: The file is no YAML: "));
    assertOthersHave(numbers);
    good();
    assertAllArriveOnce();
  }

  @Test
  void oneThatCannotBeStartedSaysWhyAndIsRepairedWhileAllRuns() throws Exception {
    kamelet("to: {uri: \"kafka:jobs\"}");
    connect();
    List<String> numbers = submitMany();

    assertAllSay(
        DeliveryState.DUE,
        "Field service is not set up correctly: Its Kamelet needs the Camel component \"kafka\", which is not installed."
            + " It needs org.apache.camel:camel-kafka:"
            + org.apache.camel.CamelContext.class.getPackage().getImplementationVersion()
            + ": put the jar, with those it depends on, into the folder of extensions and start the node anew.");
    assertOthersHave(numbers);
    good();
    assertAllArriveOnce();
  }

  @Test
  void oneThatSleepsForEverHoldsUpNobodyAndIsPaused() throws Exception {
    kamelet("delay: {expression: {constant: {expression: \"1000000000\"}}}");
    connect();
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update connector set time_limit_seconds = 1, version = version + 1 where key = ?",
                key));
    List<String> numbers = submitMany();

    Connector paused =
        Eventually.value(() -> connectors.find(key).orElseThrow(), Connector::isPaused);
    assertThat(paused.pauseReason())
        .isEqualTo(
            "2 calls of Field service in a row did not end within 1 s each; the connector is paused.");
    assertOthersHave(numbers);
    assertThat(rows()).extracting(DeliveryRow::deliveryState).containsOnly(DeliveryState.DUE);
    domain.jdbi.useHandle(
        handle ->
            handle.execute("update connector set time_limit_seconds = 300 where key = ?", key));
    good();
    does(() -> connectors.resume(sofia, key));
    assertAllArriveOnce();
  }

  @Test
  void oneWhoseSystemAnswersFiftyMegabytesIsCutOff() throws Exception {
    good();
    connect();
    system.misbehave(MisbehavingSystem.FIFTY_MEGABYTES, MANY);
    List<String> numbers = submitMany();

    assertAllArriveOnce();
    assertThat(sentences())
        .containsOnly(
            "Field service answered more than 8 MB; it was cut off, and the rest not looked at.");
    assertThat(system.calls()).isEqualTo(2 * MANY);
    assertOthersHave(numbers);
  }

  @Test
  void anAnswerThatIsCutInTheMiddleIsAskedForAgain() throws Exception {
    good();
    connect();
    system.misbehave(MisbehavingSystem.CUT, MANY);
    List<String> numbers = submitMany();

    assertAllArriveOnce();
    assertThat(sentences())
        .containsOnly("Field service broke off the connection before it had answered.");
    assertThat(system.calls()).isEqualTo(2 * MANY);
    assertOthersHave(numbers);
  }

  private List<String> sentences() {
    return rows().stream()
        .flatMap(row -> domain.deliveries.attempts(sofia, row.id()).stream())
        .map(attempt -> attempt.sentence())
        .filter(sentence -> sentence != null)
        .toList();
  }

  @Test
  void aMappingThatFailsNamesItsFlowAndIsMendedForAll() throws Exception {
    good();
    connect();
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update flow set mapping = '.message.id + {}' where key = ?", key + "-notes"));
    List<String> numbers = submitMany();

    assertThat(
            Eventually.value(
                this::rows,
                all -> all.stream().allMatch(r -> r.deliveryState() == DeliveryState.DEAD)))
        .allSatisfy(
            row ->
                assertThat(row.lastError())
                    .startsWith("The mapping of the flow " + key + "-notes failed: "));
    assertOthersHave(numbers);
    does(() -> flows.change(ines, key + "-notes", 2, "{note: .message.id}", null));
    int again =
        domain.inTransaction(
            () ->
                domain.deliveryDesk.actOnAll(
                    sofia,
                    DeliveryVerb.RETRY_MAPPED_ANEW,
                    DeliveryFilter.of(DeliveryState.DEAD, key),
                    100,
                    "The mapping is mended"));
    assertThat(again).isEqualTo(MANY);
    assertAllArriveOnce();
  }

  @Test
  void aComponentOfTheFolderOfExtensionsDelivers() throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    try (EmbeddedBroker broker = EmbeddedBroker.start(data, "unused")) {
      MqttClient listener = listen(broker, heard);
      Eventually.value(() -> kamelets.find("mqtt-sink").isPresent(), is -> is);
      connect(
          Map.of(
              "topic", "alarms/echo",
              "brokerUrl", broker.address("tcp"),
              "username", EmbeddedBroker.user(),
              "password", EmbeddedBroker.password()),
          "mqtt-sink");
      tellNotes("{number: .request.number}");
      List<String> numbers = submitMany();

      assertThat(Eventually.value(() -> heard, all -> all.size() == MANY))
          .containsExactlyInAnyOrderElementsOf(
              numbers.stream().map(number -> "{\"number\":\"" + number + "\"}").toList());
      listener.disconnect();
      listener.close();
    }
  }

  private static MqttClient listen(EmbeddedBroker broker, List<String> heard) throws Exception {
    MqttClient client = new MqttClient(broker.address("tcp"), "ears", new MemoryPersistence());
    MqttConnectionOptions options = new MqttConnectionOptions();
    options.setUserName(EmbeddedBroker.user());
    options.setPassword(EmbeddedBroker.password().getBytes());
    client.connect(options);
    client.subscribe(
        new MqttSubscription[] {new MqttSubscription("alarms/echo", 1)},
        new IMqttMessageListener[] {
          (topic, message) -> heard.add(new String(message.getPayload()))
        });
    return client;
  }

  @Test
  void aMailIsReadOnceByWhatTheServerBrings() throws Exception {
    GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
    mails.start();
    try {
      var mailbox = mails.setUser("portal@example.test", "portal", "secret");
      connect(
          Map.of(
              "host", "127.0.0.1",
              "port", String.valueOf(mails.getImap().getPort()),
              "protocol", "imap",
              "startTls", "false",
              "username", "portal",
              "password", "secret",
              "seconds", "1"),
          "mail-source");
      String number = submit();
      MimeMessage reply = GreenMailUtil.newMimeMessage("");
      reply.setFrom(new InternetAddress(email("camille")));
      reply.setRecipient(
          Message.RecipientType.TO,
          new InternetAddress("reply+" + token(number) + "@example.test"));
      reply.setSubject("Re: " + number);
      reply.setText("Écran de gauche", "UTF-8");
      reply.saveChanges();
      mailbox.deliver(reply);

      assertThat(Eventually.value(() -> said(number, "Écran de gauche"), count -> count == 1))
          .isEqualTo(1);
    } finally {
      mails.stop();
    }
  }

  private static long said(String number, String text) {
    return domain.requests.view(sofia, number).timeline().stream()
        .filter(entry -> entry.body() != null && entry.body().strip().equals(text))
        .count();
  }

  private static String email(String username) {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery("select email from person where username = :username")
                .bind("username", username)
                .mapTo(String.class)
                .one());
  }

  private static String token(String number) {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select e.payload #>> '{requester,replyToken}' from outbox_event e"
                        + " join service_request r on r.id = e.request_id where r.number = :number limit 1")
                .bind("number", number)
                .mapTo(String.class)
                .one());
  }
}
