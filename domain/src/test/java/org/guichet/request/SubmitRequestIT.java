package org.guichet.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.attachment.Attachment;
import org.guichet.attachment.RefusedFile;
import org.guichet.delivery.ClaimedDelivery;
import org.guichet.shared.JsonText;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SubmitRequestIT {
  private static final byte[] PNG = {
    (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0, 0, 0, 13, 'I', 'H', 'D', 'R'
  };
  private static TestDomain domain;
  private static Viewer camille;

  @BeforeAll
  static void start() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  private static String submit(Map<String, String> fields, UUID draft) {
    return domain.inTransaction(
        () -> domain.submitRequest.submit(camille, new Submission("device-repair", fields, draft)));
  }

  private static Map<String, String> laptop() {
    return Map.of("device", "Laptop 5CD1247KLM", "description", "The screen \"flickers\" 😀 שלום");
  }

  private static long count(String table) {
    return domain.jdbi.withHandle(
        handle -> handle.createQuery("select count(*) from " + table).mapTo(Long.class).one());
  }

  @Test
  void writesTheRequestItsEventAndOneDeliveryPerFlow() {
    String number = submit(laptop(), UUID.randomUUID());

    assertThat(number).matches("R-\\d{4}-\\d{6}");
    RequestView view = domain.requests.view(camille, number);
    assertThat(view.status()).isEqualTo(RequestStatus.SUBMITTED);
    assertThat(view.fields()).isEqualTo(laptop());
    assertThat(view.subject()).isEqualTo("Laptop 5CD1247KLM");
    assertThat(view.strip())
        .extracting(Ticket::connector)
        .containsExactly("crm", "helpdesk", "invoicing", "storage");
    assertThat(view.strip())
        .extracting(Ticket::state)
        .containsExactly(
            TicketState.DUE, TicketState.DUE, TicketState.AFTER_ANOTHER, TicketState.DUE);
    assertThat(view.timeline()).hasSize(1);
  }

  @Test
  void noSubmissionWaitsForTheCommitOfAnother() throws Exception {
    try (TestDomain another = domain.anotherNode()) {
      List<String> numbers =
          domain.inTransaction(
              () -> {
                String open =
                    domain.submitRequest.submit(
                        camille, new Submission("device-repair", laptop(), UUID.randomUUID()));
                String beside =
                    CompletableFuture.supplyAsync(
                            () ->
                                another.inTransaction(
                                    () ->
                                        another.submitRequest.submit(
                                            camille,
                                            new Submission(
                                                "device-repair", laptop(), UUID.randomUUID()))))
                        .get(20, TimeUnit.SECONDS);
                return List.of(open, beside);
              });

      assertThat(numbers).doesNotHaveDuplicates();
    }
  }

  @Test
  void numbersBeginAgainWithTheYearHoweverManyComeAtItsFirstMoment() throws Exception {
    List<CompletableFuture<Integer>> taken = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      taken.add(CompletableFuture.supplyAsync(() -> nextNumber(2031)));
    }

    assertThat(taken.stream().map(CompletableFuture::join))
        .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(nextNumber(2032)).isEqualTo(1);
    assertThat(nextNumber(2031)).isEqualTo(9);
  }

  private static int nextNumber(int year) {
    return domain.jdbi.inTransaction(
        handle ->
            handle
                .createQuery("select next_request_number(:year)")
                .bind("year", year)
                .mapTo(Integer.class)
                .one());
  }

  @Test
  void theSecondClickFindsTheFirstOnesRequest() {
    UUID draft = UUID.randomUUID();
    String first = submit(laptop(), draft);
    long deliveries = count("delivery");

    assertThat(submit(laptop(), draft)).isEqualTo(first);
    assertThat(count("delivery")).isEqualTo(deliveries);
  }

  @Test
  void otherContentInASentDraftIsNoRepeat() {
    UUID draft = UUID.randomUUID();
    submit(laptop(), draft);
    Map<String, String> another = Map.of("device", "Printer", "description", "Jams");

    assertThatThrownBy(() -> submit(another, draft)).isInstanceOf(AlreadySent.class);
    assertThat(domain.submitRequest.isSent(camille, draft)).isTrue();
  }

  @Test
  void saysWhatIsWrongFieldByFieldAndStoresNothing() {
    long before = count("service_request");
    Map<String, String> fields = new HashMap<>(laptop());
    fields.put("device", "  ");
    fields.put("description", "x".repeat(100_000));

    assertThatThrownBy(() -> submit(fields, UUID.randomUUID()))
        .isInstanceOfSatisfying(
            InvalidSubmission.class,
            e -> {
              assertThat(e.violations().get("device").key()).isEqualTo("field.missing");
              assertThat(e.violations().get("description").key()).isEqualTo("field.tooLong");
            });
    assertThat(count("service_request")).isEqualTo(before);
  }

  @Test
  void dropsFieldsThatTheFormDoesNotHave() {
    Map<String, String> fields = new HashMap<>(laptop());
    fields.put("status", "CLOSED");

    String number = submit(fields, UUID.randomUUID());

    assertThat(domain.requests.view(camille, number).fields()).doesNotContainKey("status");
  }

  @Test
  void takesTheDraftsFilesAlong() {
    UUID draft = UUID.randomUUID();
    domain.inTransaction(
        () ->
            domain.attachments.receive(
                camille, draft, "../../O'Neil lid.png", new ByteArrayInputStream(PNG)));

    String number = submit(laptop(), draft);

    assertThat(domain.requests.view(camille, number).files())
        .singleElement()
        .satisfies(
            file -> {
              assertThat(file.name()).isEqualTo("O'Neil lid.png");
              assertThat(file.mediaType()).isEqualTo("image/png");
              assertThat(file.size()).isEqualTo(PNG.length);
              Viewer nadia = domain.viewer("nadia", Role.CUSTOMER);
              assertThatThrownBy(() -> domain.attachments.find(nadia, file.id()))
                  .isInstanceOf(NotVisible.class);
              assertThat(domain.attachments.find(camille, file.id())).isEqualTo(file);
            });
  }

  private static Attachment upload(UUID draft, String name) {
    return domain.inTransaction(
        () -> domain.attachments.receive(camille, draft, name, new ByteArrayInputStream(PNG)));
  }

  @Test
  void keepsTwoPhotographsOfTheSameNameApart() {
    UUID draft = UUID.randomUUID();

    assertThat(upload(draft, "image.png").name()).isEqualTo("image.png");
    assertThat(upload(draft, "IMAGE.png").name()).isEqualTo("IMAGE (2).png");
    assertThat(upload(draft, "image.png").name()).isEqualTo("image (3).png");
  }

  @Test
  void refusesAFileThatComesAfterTheRequestWasSent() {
    UUID draft = UUID.randomUUID();
    submit(laptop(), draft);

    assertThatThrownBy(() -> upload(draft, "late.png"))
        .isInstanceOfSatisfying(
            RefusedFile.class, e -> assertThat(e.key()).isEqualTo("file.tooLate"));
  }

  @Test
  void refusesAFileThatIsNotWhatItsNameSays() {
    assertThatThrownBy(
            () ->
                domain.inTransaction(
                    () ->
                        domain.attachments.receive(
                            camille,
                            UUID.randomUUID(),
                            "photo.png",
                            new ByteArrayInputStream("<html><script>".getBytes()))))
        .isInstanceOfSatisfying(
            RefusedFile.class, e -> assertThat(e.key()).isEqualTo("file.notAllowed"));
  }

  @Test
  void tellsSystemsTheFactsUnderTheNamesThatMappingsUse() {
    String number = submit(laptop(), UUID.randomUUID());
    int crm =
        domain.jdbi.withHandle(
            h ->
                h.createQuery("select id from connector where key = 'crm'")
                    .mapTo(Integer.class)
                    .one());

    List<ClaimedDelivery> claimed =
        domain.inTransaction(
            () -> domain.ledger.claim("test", Map.of(crm, 100), Duration.ofMinutes(5)));

    var event =
        JsonText.object(
            claimed.stream()
                .collect(Collectors.toMap(ClaimedDelivery::number, ClaimedDelivery::payload))
                .get(number));
    assertThat(event.getJsonObject("event").getString("type")).isEqualTo("request.submitted");
    assertThat(event.getJsonObject("request").getString("text"))
        .startsWith("Device: Laptop")
        .contains("Description: ");
    assertThat(event.getJsonObject("requester").getString("email"))
        .isEqualTo("camille@cabinet-moreau.example");
    assertThat(event.getJsonObject("organization").getString("alias")).isEqualTo("cabinet-moreau");
  }
}
