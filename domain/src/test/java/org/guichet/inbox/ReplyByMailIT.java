package org.guichet.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.conversation.ActivityKind;
import org.guichet.conversation.ReplyTokens;
import org.guichet.conversation.TimelineEntry;
import org.guichet.delivery.AttemptRecord;
import org.guichet.delivery.Completion;
import org.guichet.delivery.Connector;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.Receipt;
import org.guichet.request.Submission;
import org.guichet.shared.JsonText;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyByMailIT {
  private static final String CAMILLE = "camille@cabinet-moreau.example";
  private TestDomain domain;
  private Viewer camille;
  private Viewer sofia;
  private String number;

  @BeforeEach
  void aRequestOfCamille() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
    number = submit(camille);
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  private String submit(Viewer viewer) {
    return domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                viewer,
                new Submission(
                    "device-repair",
                    Map.of("device", "Laptop", "description", "Broken"),
                    UUID.randomUUID())));
  }

  /** The address as the event gives it to the mapping of a mail. */
  private String address(String request) {
    String payload =
        domain.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select e.payload::text from outbox_event e join service_request r on r.id = e.request_id"
                            + " where r.number = :number order by e.id limit 1")
                    .bind("number", request)
                    .mapTo(String.class)
                    .one());
    JsonObject requester = JsonText.object(payload).getJsonObject("requester");
    return "reply+" + requester.getString("replyToken") + "@halley-repair.example";
  }

  private static MailWord mail(String from, String to, String text) {
    return new MailWord(
        "<" + UUID.randomUUID() + "@x>",
        from,
        List.of(to),
        "Re: Laptop",
        text,
        List.of(),
        false,
        List.of());
  }

  private Applied apply(MailWord mail) {
    Connector helpdesk = new Connectors(domain.jdbi, null, null).find("helpdesk").orElseThrow();
    return domain.inTransaction(() -> domain.replyByMail.apply(helpdesk, mail));
  }

  private List<TimelineEntry> replies(String request) {
    return domain.requests.view(sofia, request).timeline().stream()
        .filter(entry -> entry.activityKind() == ActivityKind.REPLY)
        .toList();
  }

  @Test
  void theSignedAddressFindsTheRequestAndTheQuotationIsCut() {
    String address = address(number);
    assertThat(address.indexOf('@')).as("RFC 5321 allows 64").isLessThanOrEqualTo(64);

    Applied applied =
        apply(
            mail(
                CAMILLE.toUpperCase(),
                address.toUpperCase(),
                "Yes.\n\nOn Monday, Tom wrote:\n> Well?"));

    assertThat(applied.outcome()).isEqualTo("Added to " + number + ".");
    assertThat(applied.fate()).isEqualTo(Applied.Fate.APPLIED);
    assertThat(replies(number))
        .singleElement()
        .satisfies(
            reply -> {
              assertThat(reply.body()).isEqualTo("Yes.");
              assertThat(reply.author()).isEqualTo("Camille Moreau");
            });
  }

  @Test
  void theMailThatItAnswersFindsTheRequest() {
    domain.inTransaction(
        () -> {
          int crm = new Connectors(domain.jdbi, null, null).find("crm").orElseThrow().id();
          var claimed = domain.ledger.claim("a", Map.of(crm, 1), Duration.ofMinutes(1));
          domain.ledger.complete(
              "a",
              List.of(
                  Completion.confirmed(
                      claimed.get(0),
                      new AttemptRecord(Instant.now(), 1, 201, null, null, "", "", ""),
                      new Receipt("<first@halley>", null, null))));
          return null;
        });
    MailWord mail =
        new MailWord(
            "<1@x>",
            CAMILLE,
            List.of("desk@x"),
            "Re",
            "Yes.",
            List.of("<other@x>", "first@halley"),
            false,
            List.of());

    assertThat(apply(mail).fate()).isEqualTo(Applied.Fate.APPLIED);
    assertThat(replies(number)).hasSize(1);
  }

  @Test
  void itsFilesComeWithItAndTheRefusedOnesAreNamed() {
    MailWord mail =
        new MailWord(
            "<1@x>",
            CAMILLE,
            List.of(address(number)),
            "Re",
            "See the file.",
            List.of(),
            false,
            List.of(
                new MailWord.MailFile("log.txt", "error 17".getBytes(StandardCharsets.UTF_8)),
                new MailWord.MailFile("run.exe", new byte[] {'M', 'Z', 0, 0})));

    assertThat(apply(mail).outcome()).contains("run.exe");
    assertThat(domain.requests.view(camille, number).files())
        .singleElement()
        .satisfies(file -> assertThat(file.message()).isEqualTo(replies(number).get(0).id()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"nadia@atelier-nord.example", "stranger@example.org"})
  void whoMayNotSeeTheRequestIsSetAside(String stranger) {
    Applied applied = apply(mail(stranger, address(number), "Let me in"));

    assertThat(applied.fate()).isEqualTo(Applied.Fate.SET_ASIDE);
    assertThat(applied.outcome()).contains(stranger);
    assertThat(replies(number)).isEmpty();
  }

  @Test
  void anAddressMadeOutForOneIsNotTakenFromAnotherWhoMaySeeTheRequest() {
    Applied applied = apply(mail("julien@cabinet-moreau.example", address(number), "I take over"));

    assertThat(applied.fate()).isEqualTo(Applied.Fate.SET_ASIDE);
    assertThat(applied.outcome()).contains("made out for somebody else");
    assertThat(replies(number)).isEmpty();
  }

  @Test
  void aForgedAddressIsNoAddress() {
    String other = submit(domain.viewer("nadia", Role.CUSTOMER));
    String forged =
        address(other)
            .replace(other.substring(2), number.substring(2)); // her signature, his number

    assertThat(forged).startsWith("reply+" + number.substring(2));
    assertThat(ReplyTokens.claimed(forged)).isPresent();
    assertThat(apply(mail(CAMILLE, forged, "Hello")).fate()).isEqualTo(Applied.Fate.SET_ASIDE);
  }

  @Test
  void machinesChangeNothing() {
    MailWord absent =
        new MailWord(
            "<1@x>",
            CAMILLE,
            List.of(address(number)),
            "Absent",
            "Until Monday",
            List.of(),
            true,
            List.of());

    assertThat(apply(absent).fate()).isEqualTo(Applied.Fate.IGNORED);
    assertThat(apply(mail(address(number), address(number), "Loop")).fate())
        .isEqualTo(Applied.Fate.IGNORED);
    assertThat(replies(number)).isEmpty();
  }

  @Test
  void whoSendsOnAndOnIsAMachine() {
    String address = address(number);
    for (int i = 0; i < 30; i++) {
      assertThat(apply(mail(CAMILLE, address, "Mail " + i)).fate()).isEqualTo(Applied.Fate.APPLIED);
    }
    assertThat(apply(mail(CAMILLE, address, "One more")).fate()).isEqualTo(Applied.Fate.SET_ASIDE);
    assertThat(replies(number)).hasSize(30);
  }
}
