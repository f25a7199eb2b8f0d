package org.guichet.integration.connector;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.apache.camel.support.SimpleRegistry;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.delivery.Connector;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.DeliveryRow;
import org.guichet.delivery.DeliveryState;
import org.guichet.integration.Eventually;
import org.guichet.integration.delivery.DeliveryAttempt;
import org.guichet.integration.delivery.Dispatcher;
import org.guichet.integration.inbox.IncomingAtWork;
import org.guichet.request.RequestView;
import org.guichet.request.Submission;
import org.guichet.shared.Announcer;
import org.guichet.shared.TestDomain;

/**
 * The portal with its real ledger, dispatcher and inbox, and one connector set up from the presets
 * of its Kamelet, with a flow for each of these events.
 */
final class PortalAtWork implements AutoCloseable {
  private static int portals;

  private static final Duration PATIENCE = Duration.ofMinutes(8);

  final TestDomain domain;
  final Viewer camille;
  final Viewer sofia;
  private final String key;
  private final Connectors connectors;
  private final CamelRuntime camel;
  private final Connections connections;
  private final Dispatcher dispatcher;
  private final IncomingAtWork incoming;

  PortalAtWork(String key, String kamelet, Map<String, String> properties, String... events)
      throws Exception {
    this.key = key;
    domain = TestDomain.start();
    numbersOfItsOwn();
    PresetConnector.alone(domain, key, kamelet, properties);
    for (String event : events) {
      PresetConnector.flow(domain, key, event);
    }
    camille = domain.viewer("camille", Role.CUSTOMER);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    connectors =
        new Connectors(domain.jdbi, new AuditTrail(domain.jdbi), new Announcer(domain.jdbi));
    SimpleRegistry beans = new SimpleRegistry();
    beans.bind("attachments", new AttachedFiles(domain.attachments));
    camel = new CamelRuntime(beans, id -> id);
    connections = new Connections(connectors, camel);
    dispatcher =
        new Dispatcher(domain.ledger, connections, new DeliveryAttempt(), "node-a", Thread::new);
    dispatcher.start();
    Eventually.value(dispatcher::isReady, ready -> ready);
    incoming = new IncomingAtWork(domain, connectors);
  }

  /** Several portals share a system one after the other: no number may come twice. */
  private void numbersOfItsOwn() {
    int year = Instant.now().atOffset(ZoneOffset.UTC).getYear();
    domain.jdbi.useHandle(
        handle -> {
          handle.execute("select next_request_number(?)", year);
          handle.execute(
              "select setval(?::regclass, ?)", "request_number_" + year, ++portals * 1000);
        });
  }

  /** Camille sends a request, with a file or null. */
  String submit(String description, byte[] file) {
    UUID draft = UUID.randomUUID();
    if (file != null) {
      as(
          () ->
              domain.attachments.receive(
                  camille, draft, "screen.png", new ByteArrayInputStream(file)));
    }
    return as(
        () ->
            domain.submitRequest.submit(
                camille,
                new Submission(
                    "device-repair",
                    Map.of("device", "Laptop", "description", description),
                    draft)));
  }

  <T> T as(Callable<T> work) {
    return domain.inTransaction(work);
  }

  /** Waits until nothing is on its way any more. */
  void settled() throws Exception {
    Eventually.value(() -> all().stream().noneMatch(PortalAtWork::isOpen), none -> none, PATIENCE);
  }

  private static boolean isOpen(DeliveryRow delivery) {
    return delivery.deliveryState() == DeliveryState.DUE
        || delivery.deliveryState() == DeliveryState.LEASED;
  }

  private List<DeliveryRow> all() {
    return domain.deliveries.list(sofia, null, key, null, 200);
  }

  /** Waits until so many deliveries are confirmed. */
  void confirmed(int many) throws Exception {
    Eventually.value(
        () -> count(DeliveryState.CONFIRMED), confirmed -> confirmed >= many, PATIENCE);
  }

  /** Waits until the connector is paused. */
  void paused() throws Exception {
    Eventually.value(this::connector, Connector::isPaused, PATIENCE);
  }

  int count(DeliveryState state) {
    return domain.deliveries.list(sofia, state, key, null, 200).size();
  }

  /** The newest delivery. */
  DeliveryRow last() {
    return domain.deliveries.list(sofia, null, key, null, 1).get(0);
  }

  Connector connector() {
    return connectors.find(key).orElseThrow();
  }

  /** Lets the answer of the delivery that waits be lost: its node is gone, its lease is over. */
  void loseTheAnswer() {
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update delivery set state = 1, attempts = 1, tries = 1, node = 'gone', lease_until = now() - interval '1 s'"
                    + " where state = 0"));
  }

  /** As IT would, while everything runs. */
  void change(String property, String value) {
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update connector set properties = jsonb_set(properties, array[?], to_jsonb(?::text)), version = version + 1"
                    + " where key = ?",
                property,
                value,
                key));
    connections.refresh();
  }

  void pause() {
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update connector set paused_since = now(), pause_reason = 'IT', version = version + 1"));
    connections.refresh();
  }

  void resume() {
    as(
        () -> {
          connectors.resume(sofia, key);
          return null;
        });
    connections.refresh();
  }

  RequestView view(String number) {
    return domain.requests.view(sofia, number);
  }

  /** Asks the system what its people have done, and applies it. */
  void poll() throws Exception {
    incoming.poll(connection());
  }

  private Connection connection() {
    return connections.all().stream()
        .filter(open -> open.connector().key().equals(key))
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() throws Exception {
    dispatcher.stop();
    camel.stop();
    domain.close();
  }
}
