package org.guichet.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.audit.AuditTrail;
import org.guichet.delivery.ChangeConnectors.ChangedMeanwhile;
import org.guichet.delivery.ChangeConnectors.Refused;
import org.guichet.request.Submission;
import org.guichet.shared.Announcer;
import org.guichet.shared.LocalizedText;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangeConnectorsIT {
  private static final String YAML =
      KameletCheckTest.kamelet("stop: {}")
          .replace(
              "guichet.org/receipt: none",
              "guichet.org/receipt: none, guichet.org/poll-seconds: \"15\", guichet.org/resolution: PT20S,"
                  + " guichet.org/idempotent: \"false\", guichet.org/translation: \".data\"")
          .replace(
              "anything: {title: Anything, type: string}",
              "token: {title: Token, type: string, format: password}");
  private TestDomain domain;
  private Connectors connectors;
  private Kamelets kamelets;
  private Secrets secrets;
  private ChangeConnectors change;
  private Flows flows;
  private Viewer ines;
  private Viewer sofia;

  @BeforeEach
  void start() throws Exception {
    domain = TestDomain.start();
    AuditTrail audit = new AuditTrail(domain.jdbi);
    Announcer announcer = new Announcer(domain.jdbi);
    connectors = new Connectors(domain.jdbi, audit, announcer);
    kamelets = new Kamelets(domain.jdbi, audit, announcer);
    secrets = new Secrets(domain.jdbi, domain.masterKey());
    change = new ChangeConnectors(domain.jdbi, connectors, kamelets, secrets, audit, announcer);
    flows = new Flows(domain.jdbi, audit, announcer);
    ines = domain.viewer("sofia", Role.INTEGRATION_ADMIN);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private void does(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  private <T> T gives(Callable<T> work) {
    return domain.inTransaction(work);
  }

  private static LocalizedText text(String english) {
    return new LocalizedText(Map.of("en", english));
  }

  private ConnectorDraft draft(Map<String, String> properties) {
    return ConnectorDraft.of(
        kamelets.find("tried-action").orElseThrow(),
        text("Field service"),
        text("Job"),
        text("in field service"),
        properties);
  }

  private void create() {
    gives(() -> kamelets.upload(ines, YAML));
    does(
        () ->
            change.create(
                ines,
                "field",
                draft(Map.of("baseUrl", "https://field.example", "token", "s3cret"))));
  }

  private Connector field() {
    return connectors.find("field").orElseThrow();
  }

  private int audited(String action) {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from audit_entry where action = :action")
                .bind("action", action)
                .mapTo(Integer.class)
                .one());
  }

  @Test
  void aConnectorBeginsWithThePresetsOfItsKameletAndHidesItsSecret() {
    create();

    assertThat(field().pollSeconds()).isEqualTo(15);
    assertThat(field().idempotent()).isFalse();
    assertThat(field().translation()).isEqualTo(".data");
    assertThat(field().properties()).contains("{{secret:field-token}}").doesNotContain("s3cret");
    assertThat(secrets.get("field-token")).isEqualTo("s3cret");
    assertThat(audited("connector.created")).isEqualTo(1);
    assertThat(audited("kamelet.uploaded")).isEqualTo(1);
  }

  @Test
  void aChangeIsAnotherVersionAndKeepsTheSecretThatIsLeftBlank() {
    create();
    does(
        () ->
            change.change(
                ines, "field", 1, draft(Map.of("baseUrl", "https://other.example", "token", ""))));

    assertThat(field().version()).isEqualTo(2);
    assertThat(field().parameters())
        .isEqualTo(Map.of("baseUrl", "https://other.example", "token", "{{secret:field-token}}"));
    assertThatThrownBy(
            () -> does(() -> change.change(ines, "field", 1, draft(field().parameters()))))
        .isInstanceOf(ChangedMeanwhile.class);
    assertThat(field().version()).isEqualTo(2);
  }

  @Test
  void whatIsWrongIsSaidInSentencesAndNothingIsKept() {
    gives(() -> kamelets.upload(ines, YAML));
    Map<String, String> properties = new HashMap<>();
    properties.put("baseUrl", "{{env:HOME}}");
    properties.put("colour", "red");

    assertThatThrownBy(() -> does(() -> change.create(ines, "Field!", draft(properties))))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.problems())
                    .containsExactlyInAnyOrder(
                        "The key must be small letters and digits with single hyphens.",
                        "Base URL must look like ^https?://.+.",
                        "There is no property \"colour\"."));
    assertThatThrownBy(() -> does(() -> change.create(ines, "crm", draft(Map.of()))))
        .hasMessageContaining("There is or was a connector named crm already.")
        .hasMessageContaining("Base URL is missing.");
  }

  @Test
  void onlyTheIntegrationAdministratorConnectsSystems() {
    assertThatThrownBy(() -> gives(() -> kamelets.upload(sofia, YAML)))
        .isInstanceOf(NotAllowed.class);
    create();
    ConnectorDraft draft = draft(Map.of("baseUrl", "https://x.example"));
    for (Runnable attempt :
        List.<Runnable>of(
            () -> change.create(sofia, "other", draft),
            () -> change.change(sofia, "field", 1, draft),
            () -> change.remove(sofia, "field"),
            () -> flows.add(sofia, "f", "request.submitted", "field", ".", null),
            () -> flows.remove(sofia, "crm-case"),
            () -> flows.preview(sofia, "request.submitted", "crm", "."))) {
      assertThatThrownBy(() -> does(attempt)).isInstanceOf(NotAllowed.class);
    }
  }

  @Test
  void aPauseIsNoOtherVersionAndResumes() {
    create();
    does(() -> change.pause(sofia, "field", "Maintenance"));
    assertThat(field().isPaused()).isTrue();
    assertThat(field().pauseReason()).isEqualTo("Maintenance");
    assertThat(field().version()).isEqualTo(1);

    does(() -> connectors.resume(sofia, "field"));
    assertThat(field().isPaused()).isFalse();
  }

  @Test
  void aConnectorWithOpenDeliveriesIsNotRemoved() {
    Viewer camille = domain.viewer("camille", Role.CUSTOMER);
    gives(
        () ->
            domain.submitRequest.submit(
                camille,
                new Submission(
                    "device-repair",
                    Map.of("device", "Laptop", "description", "Flickers"),
                    UUID.randomUUID())));

    assertThatThrownBy(() -> does(() -> change.remove(ines, "storage")))
        .hasMessage(
            "1 deliveries of it are not settled: wait for them, mark them as done or cancel them first.");
    assertThat(connectors.find("storage")).isPresent();
    assertThat(flows.all()).extracting(Flow::key).contains("storage-files");
  }

  @Test
  void aRemovedConnectorIsGoneWithItsFlowsAndSecrets() {
    create();
    does(() -> flows.add(ines, "field-job", "request.submitted", "field", "{kind: \"job\"}", null));
    does(() -> change.remove(ines, "field"));

    assertThat(connectors.find("field")).isEmpty();
    assertThat(connectors.all()).extracting(Connector::key).doesNotContain("field");
    assertThat(flows.all()).extracting(Flow::key).doesNotContain("field-job");
    assertThatThrownBy(() -> secrets.get("field-token")).isInstanceOf(IllegalStateException.class);
    assertThat(secrets.get("crm-client")).isNotEmpty();
    assertThatThrownBy(() -> does(() -> change.remove(ines, "field")))
        .isInstanceOf(NotVisible.class);
  }

  private String submit(TestDomain node) {
    return node.inTransaction(
        () ->
            node.submitRequest.submit(
                node.viewer("camille", Role.CUSTOMER),
                new Submission(
                    "device-repair",
                    Map.of("device", "Laptop", "description", "Flickers"),
                    UUID.randomUUID())));
  }

  private List<DeliveryRow> ofField() {
    return domain.deliveries.list(sofia, DeliveryFilter.of(null, "field"), null, 10);
  }

  private void createWithFlow() {
    create();
    does(() -> flows.add(ines, "field-job", "request.submitted", "field", "{kind: \"job\"}", null));
  }

  @Test
  void whatARemovedConnectorDeliveredStaysAsItIs() {
    createWithFlow();
    submit(domain);
    long id = ofField().get(0).id();
    does(() -> domain.deliveryDesk.act(sofia, DeliveryVerb.MARK_DONE, id, "For this test"));
    does(() -> change.remove(ines, "field"));

    assertThatThrownBy(
            () -> does(() -> domain.deliveryDesk.act(sofia, DeliveryVerb.REPLAY, id, "Again")))
        .isInstanceOfSatisfying(
            DeliveryRefusal.class,
            refusal -> assertThat(refusal.why()).isEqualTo(DeliveryRefusal.Why.REMOVED));
    DeliveryFilter filter = DeliveryFilter.of(null, "field");
    assertThat(domain.deliveries.count(sofia, filter, DeliveryVerb.REPLAY)).isZero();
    assertThat(
            gives(
                () ->
                    domain.deliveryDesk.actOnAll(
                        sofia, DeliveryVerb.REPLAY, filter, 10, "All of them")))
        .isZero();
    assertThat(ofField().get(0).deliveryState()).isEqualTo(DeliveryState.DONE_BY_HAND);
  }

  /** Until another transaction waits for this one. */
  private void awaitAnother() throws Exception {
    long end = System.nanoTime() + 10_000_000_000L;
    while (System.nanoTime() < end
        && domain.jdbi.withHandle(
            handle ->
                handle
                    .createQuery("select count(*) = 0 from pg_locks where not granted")
                    .mapTo(Boolean.class)
                    .one())) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whoRemovesAConnectorSeesWhatItWasToldInThatMoment() throws Exception {
    createWithFlow();
    try (TestDomain other = domain.anotherNode()) {
      CountDownLatch isTold = new CountDownLatch(1);
      CountDownLatch mayCommit = new CountDownLatch(1);
      CompletableFuture<String> submission =
          CompletableFuture.supplyAsync(
              () ->
                  other.inTransaction(
                      () -> {
                        String number =
                            other.submitRequest.submit(
                                other.viewer("camille", Role.CUSTOMER),
                                new Submission(
                                    "device-repair",
                                    Map.of("device", "Laptop", "description", "Flickers"),
                                    UUID.randomUUID()));
                        isTold.countDown();
                        mayCommit.await();
                        return number;
                      }));
      isTold.await();
      CompletableFuture<Void> removal =
          CompletableFuture.runAsync(() -> does(() -> change.remove(ines, "field")));
      awaitAnother();
      mayCommit.countDown();
      submission.join();

      assertThatThrownBy(removal::join).hasMessageContaining("1 deliveries of it are not settled");
      assertThat(connectors.find("field")).isPresent();
    }
  }

  @Test
  void whoIsRemovedInThatMomentIsNotTold() throws Exception {
    createWithFlow();
    try (TestDomain other = domain.anotherNode()) {
      CompletableFuture<String> submission =
          gives(
              () -> {
                change.remove(ines, "field");
                CompletableFuture<String> begun =
                    CompletableFuture.supplyAsync(() -> submit(other));
                awaitAnother();
                return begun;
              });
      submission.join();

      assertThat(ofField()).isEmpty();
    }
  }

  @Test
  void aMappingIsTriedOnARealEventBeforeItIsKept() {
    Viewer camille = domain.viewer("camille", Role.CUSTOMER);
    String number =
        gives(
            () ->
                domain.submitRequest.submit(
                    camille,
                    new Submission(
                        "device-repair",
                        Map.of("device", "Laptop", "description", "Flickers"),
                        UUID.randomUUID())));

    assertThat(flows.preview(ines, "request.submitted", "crm", "{n: .request.number, h: .here}"))
        .isEqualTo(new Flows.Preview(number, "{\"n\":\"" + number + "\",\"h\":null}", null));
    assertThat(flows.preview(ines, "request.submitted", "crm", ".request.number + {}").problem())
        .isNotNull();
    assertThatThrownBy(
            () ->
                does(
                    () ->
                        flows.add(
                            ines,
                            "crm-two",
                            "request.submitted",
                            "crm",
                            ".request.number + {}",
                            null)))
        .hasMessageStartingWith("The mapping fails for " + number + ": ");
    assertThatThrownBy(
            () -> does(() -> flows.add(ines, "crm-two", "request.submitted", "crm", "{", null)))
        .hasMessageStartingWith("The mapping is no jq: ");
  }

  @Test
  void aFlowDoesNotWaitForItself() {
    does(() -> flows.add(ines, "crm-two", "request.submitted", "crm", ".", "invoicing-draft"));

    assertThatThrownBy(() -> does(() -> flows.change(ines, "crm-case", 1, ".", "crm-two")))
        .hasMessageContaining("It would wait for itself.");
    assertThatThrownBy(() -> does(() -> flows.change(ines, "crm-case", 1, ".", "crm-payment")))
        .hasMessageContaining("of the same event");
  }

  @Test
  void aChangedMappingIsAnotherVersion() {
    does(() -> flows.change(ines, "crm-case", 1, "{kind: \"case\"}", null));

    Flow flow =
        flows.all().stream().filter(f -> f.key().equals("crm-case")).findFirst().orElseThrow();
    assertThat(flow.mappingVersion()).isEqualTo(2);
    assertThatThrownBy(() -> does(() -> flows.change(ines, "crm-case", 1, ".", null)))
        .isInstanceOf(Refused.class);
  }
}
