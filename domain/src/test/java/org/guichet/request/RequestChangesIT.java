package org.guichet.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.attachment.RefusedFile;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.TimelineEntry;
import org.guichet.shared.JsonText;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes after a request was sent travels, with what a mapping needs to tell it. */
class RequestChangesIT {
  private TestDomain domain;
  private Viewer camille;
  private Viewer sofia;
  private String number;

  @BeforeEach
  void aRequest() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    number =
        domain.inTransaction(
            () ->
                domain.submitRequest.submit(
                    camille,
                    new Submission(
                        "device-repair",
                        Map.of("device", "Laptop", "description", "Broken"),
                        UUID.randomUUID())));
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  private UUID upload(String name) {
    UUID draft = UUID.randomUUID();
    domain.inTransaction(() -> receive(draft, name));
    return draft;
  }

  private Object receive(UUID draft, String name) throws Exception {
    byte[] text = "error 17".getBytes(StandardCharsets.UTF_8);
    return domain.attachments.receive(camille, draft, name, new ByteArrayInputStream(text));
  }

  /** What was written for the systems, newest last. */
  private List<JsonObject> events(String type) {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select payload::text from outbox_event where type = :type order by id")
                .bind("type", type)
                .mapTo(String.class)
                .map(JsonText::object)
                .list());
  }

  @Test
  void aMessageTravelsWithItsFilesAndTheyAreFilesOfTheRequest() {
    UUID draft = upload("log.txt");
    long message =
        domain.inTransaction(() -> domain.requestDesk.reply(camille, number, "See", draft, null));

    JsonObject said = events("message.added").get(0).getJsonObject("message");
    assertThat(said.getString("id")).isEqualTo(String.valueOf(message));
    assertThat(said.getString("author")).isEqualTo("Camille Moreau");
    assertThat(said.getString("text")).isEqualTo("See");
    assertThat(said.getJsonArray("attachments").getJsonObject(0).getString("name"))
        .isEqualTo("log.txt");
    assertThat(events("file.added").get(0).getJsonArray("files")).hasSize(1);
    assertThat(domain.requests.view(camille, number).files())
        .singleElement()
        .satisfies(file -> assertThat(file.message()).isEqualTo(message));
    assertThatThrownBy(() -> domain.inTransaction(() -> receive(draft, "late.txt")))
        .as("what was sent is sent")
        .isInstanceOf(RefusedFile.class);
  }

  @Test
  void filesMayComeAlone() {
    UUID draft = upload("log.txt");
    run(() -> domain.requestDesk.addFiles(camille, number, draft));

    assertThat(events("message.added")).isEmpty();
    assertThat(events("file.added").get(0).getJsonArray("files")).hasSize(1);
    assertThat(domain.requests.view(camille, number).timeline())
        .extracting(TimelineEntry::activityKind)
        .contains(ActivityKind.FILE_ADDED);
  }

  @Test
  void filesOfSomebodyElseAreNotTaken() {
    UUID draft = upload("log.txt");

    assertThatThrownBy(() -> run(() -> domain.requestDesk.addFiles(sofia, number, draft)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void thePriorityIsTheDesksAndCustomersSeeNothingOfIt() {
    run(() -> domain.requestDesk.changePriority(sofia, number, Priority.URGENT));
    run(() -> domain.requestDesk.changePriority(sofia, number, Priority.URGENT));

    assertThat(events("request.priority_changed"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getJsonObject("request").getString("priority"))
                    .isEqualTo("URGENT"));
    assertThat(domain.requests.view(camille, number).timeline())
        .extracting(TimelineEntry::activityKind)
        .doesNotContain(ActivityKind.PRIORITY_CHANGED);
    assertThatThrownBy(() -> domain.requestDesk.changePriority(camille, number, Priority.LOW))
        .isInstanceOf(NotAllowed.class);
  }

  @Test
  void theCustomerTakesARequestBackUntilTheWorkIsDone() {
    run(() -> domain.customerSteps.cancel(camille, number, ""));

    assertThat(events("request.status_changed"))
        .singleElement()
        .satisfies(
            event ->
                assertThat(event.getJsonObject("request").getString("status"))
                    .isEqualTo("CANCELLED"));
    assertThatThrownBy(() -> run(() -> domain.customerSteps.cancel(camille, number, "")))
        .isInstanceOf(IllegalTransition.class);
    Viewer nadia = domain.viewer("nadia", Role.CUSTOMER);
    assertThatThrownBy(() -> run(() -> domain.customerSteps.cancel(nadia, number, "")))
        .isInstanceOf(NotVisible.class);
  }

  @Test
  void whoTakesCareOfItIsToldWithHisAddress() {
    run(() -> domain.requestDesk.assignToMe(sofia, number));

    assertThat(events("request.assigned").get(0).getJsonObject("assignee").getString("email"))
        .isEqualTo("sofia@halley-repair.example");
  }
}
