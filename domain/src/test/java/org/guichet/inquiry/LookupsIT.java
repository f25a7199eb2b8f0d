package org.guichet.inquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.catalogue.FormField;
import org.guichet.delivery.ChangeConnectors.Refused;
import org.guichet.delivery.KameletFile;
import org.guichet.delivery.Kamelets;
import org.guichet.inbox.InboxTroubles;
import org.guichet.request.InvalidSubmission;
import org.guichet.request.Submission;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** C3: a field that asks a company system, from the page's side. */
class LookupsIT {
  private static final LookupOption THINKPAD = new LookupOption("D-1", "ThinkPad T14 – PF3XK2");
  private static final LookupOption PRINTER = new LookupOption("D-2", "Imprimante d’étage – B7");

  private TestDomain domain;
  private Viewer camille;
  private Viewer julien;
  private Viewer nadia;

  @BeforeEach
  void start() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    julien = domain.viewer("julien", Role.CUSTOMER);
    nadia = domain.viewer("nadia", Role.CUSTOMER);
    patience(5000);
  }

  @AfterEach
  void stop() throws Exception {
    domain.close();
  }

  /** How long the page waits. */
  private void patience(int milliseconds) {
    domain.jdbi.useHandle(
        handle -> handle.execute("update lookup_question set time_limit_ms = ?", milliseconds));
  }

  private FormField field() {
    return domain.catalogue.find("device-repair").form().fields().stream()
        .filter(field -> field.key().equals("known"))
        .findFirst()
        .orElseThrow();
  }

  private Lookups.Asked ask(Viewer viewer, String query) {
    return domain.lookups.ask(viewer, field(), query);
  }

  private List<OpenInquiry> take() {
    return domain.inTransaction(() -> domain.inquiries.take("node-a", 10));
  }

  private void run(Runnable work) {
    domain.inTransaction(
        () -> {
          work.run();
          return null;
        });
  }

  private void answer(LookupOption... options) {
    take()
        .forEach(
            inquiry -> {
              run(() -> domain.inquiries.answer(inquiry, List.of(options)));
              domain.awaitedAnswers.hear(Announcement.ofAnswer(inquiry.id()));
            });
  }

  private void fail() {
    take()
        .forEach(
            inquiry -> {
              run(() -> domain.inquiries.fail(inquiry, "It cannot be reached."));
              domain.awaitedAnswers.hear(Announcement.ofAnswer(inquiry.id()));
            });
  }

  private Offer offer(Viewer viewer, Lookups.Asked asked) throws Exception {
    asked.end().get(10, TimeUnit.SECONDS);
    return domain.lookups.offer(viewer, asked);
  }

  private Offer live(Viewer viewer, String query, LookupOption... options) throws Exception {
    Lookups.Asked asked = ask(viewer, query);
    answer(options);
    return offer(viewer, asked);
  }

  private Offer away(Viewer viewer, String query) throws Exception {
    Lookups.Asked asked = ask(viewer, query);
    fail();
    return offer(viewer, asked);
  }

  @Test
  void theAnnouncementOfTheAnswerEndsTheWait() throws Exception {
    Instant begin = Instant.now();
    Lookups.Asked asked = ask(camille, "think");
    List<OpenInquiry> taken = take();
    assertThat(taken).hasSize(1);
    assertThat(take()).as("another node finds nothing").isEmpty();
    assertThat(taken.get(0).left()).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(5));
    assertThat(taken.get(0).body())
        .contains(
            "\"query\":\"think\"",
            "\"alias\":\"cabinet-moreau\"",
            "camille@cabinet-moreau.example");
    assertThat(asked.end()).isNotDone();

    run(() -> domain.inquiries.answer(taken.get(0), List.of(THINKPAD)));
    domain.awaitedAnswers.hear(Announcement.ofAnswer(UUID.randomUUID()));
    assertThat(asked.end()).as("it was somebody else's").isNotDone();
    domain.awaitedAnswers.hear(Announcement.ofAnswer(asked.inquiry()));

    Offer offer = offer(camille, asked);
    assertThat(offer.options()).containsExactly(THINKPAD);
    assertThat(offer.live()).isTrue();
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void anAnswerWhoseAnnouncementWasLostIsThereAtTheDeadline() throws Exception {
    patience(300);
    Lookups.Asked asked = ask(camille, "think");
    take().forEach(i -> run(() -> domain.inquiries.answer(i, List.of(THINKPAD))));

    assertThat(offer(camille, asked).live()).isTrue();
  }

  @Test
  void afterTheDeadlineTheLastGoodAnswersAreOfferedWithTheirTime() throws Exception {
    live(camille, "t1", THINKPAD, PRINTER);
    domain.jdbi.useHandle(
        handle -> handle.execute("update offered_option set seen_at = now() - interval '2 hours'"));
    patience(200);

    Offer offer = offer(julien, ask(julien, "ETAGE b7"));
    assertThat(offer.options()).as("of his organization, accents or not").containsExactly(PRINTER);
    assertThat(offer.live()).isFalse();
    assertThat(offer.since())
        .isBetween(
            Instant.now().minus(Duration.ofHours(3)), Instant.now().minus(Duration.ofHours(1)));
    assertThat(take()).as("nobody waits for it any more").isEmpty();
  }

  @Test
  void anotherOrganizationIsOfferedNothingOfIt() throws Exception {
    live(camille, "t1", THINKPAD);

    assertThat(away(nadia, "think").options()).isEmpty();
    assertThat(domain.lookups.resolve(nadia, form(), typed("D-1", THINKPAD.label())))
        .as("nor may she name it")
        .doesNotContainKey("known-value")
        .containsEntry("known-checked", "no");
  }

  @Test
  void whoHasLeftAnOrganizationIsOfferedNothingOfItAnyMore() throws Exception {
    live(camille, "t1", THINKPAD);
    domain.jdbi.useHandle(
        handle -> handle.execute("delete from membership where person_id = ?", camille.personId()));

    assertThat(away(camille, "think").options()).isEmpty();
  }

  @Test
  void aLateAnswerIsRememberedForTheNextTime() throws Exception {
    patience(200);
    Lookups.Asked asked = ask(camille, "think");
    List<OpenInquiry> taken = take();
    assertThat(offer(camille, asked).options()).isEmpty();
    run(() -> domain.inquiries.answer(taken.get(0), List.of(THINKPAD)));

    assertThat(offer(camille, ask(camille, "think")).options()).containsExactly(THINKPAD);
  }

  @Test
  void whoTypesOnTakesTheEarlierQuestionBack() throws Exception {
    Lookups.Asked first = ask(camille, "th");
    Lookups.Asked second = ask(camille, "thi");

    assertThat(first.end()).isDone();
    assertThat(take()).extracting(OpenInquiry::id).containsExactly(second.inquiry());
  }

  @Test
  void twoLettersAreTheLeast() throws Exception {
    assertThat(offer(camille, ask(camille, " t ")).options()).isEmpty();
    assertThat(take()).isEmpty();
  }

  @Test
  void whoAsksTooMuchIsNotPassedOn() throws Exception {
    for (int i = 0; i < Inquiries.MOST_A_MINUTE; i++) {
      UUID id = UUID.randomUUID();
      domain.jdbi.useHandle(
          handle ->
              handle.execute(
                  "insert into inquiry (id, verb, connector_id, person_id, body, deadline, node)"
                      + " values (?, 'probe', 1, ?, '', now(), 'a')",
                  id,
                  camille.personId()));
    }

    assertThat(ask(camille, "think").end()).isDone();
    assertThat(take()).isEmpty();
    ask(julien, "think");
    assertThat(take()).hasSize(1);
  }

  private org.guichet.catalogue.Form form() {
    return domain.catalogue.find("device-repair").form();
  }

  private static Map<String, String> typed(String value, String label) {
    Map<String, String> typed = new HashMap<>();
    typed.put("device", "Laptop");
    typed.put("description", "Broken");
    typed.put("known-value", value);
    typed.put("known-label", label);
    typed.put("known-checked", "yes"); // whatever a browser claims
    return typed;
  }

  private String submit(Viewer viewer, String value, String label) {
    return domain.inTransaction(
        () ->
            domain.submitRequest.submit(
                viewer, new Submission("device-repair", typed(value, label), UUID.randomUUID())));
  }

  private String text(String query) {
    return domain.jdbi.withHandle(handle -> handle.createQuery(query).mapTo(String.class).one());
  }

  private String kept(String number) {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select (fields -> 'known')::text || coalesce((select e.payload -> 'request' -> 'fields' -> 'known' ->> 'label'"
                        + " from outbox_event e where e.request_id = r.id), '-') from service_request r where number = :number")
                .bind("number", number)
                .mapTo(String.class)
                .one());
  }

  @Test
  void whatWasOfferedIsKeptByItsOwnNameAndTravels() throws Exception {
    live(camille, "t1", THINKPAD, PRINTER);

    assertThat(kept(submit(camille, "D-1", "Whatever the browser says")))
        .contains("\"D-1\"", "\"checked\": true")
        .endsWith(THINKPAD.label());
    assertThat(kept(submit(julien, "", "thinkpad t14 – pf3xk2")))
        .as("written out by hand")
        .contains("\"D-1\"", "\"checked\": true");
  }

  @Test
  void whatWasNotOfferedIsRefusedWhileTheSystemAnswers() throws Exception {
    live(camille, "t1", THINKPAD);

    InvalidSubmission refused =
        catchThrowableOfType(
            InvalidSubmission.class, () -> submit(camille, "D-99", "My own machine"));
    assertThat(refused.violations()).containsOnlyKeys("known-label");
    assertThat(refused.violations().get("known-label").key()).isEqualTo("field.notLookedUp");
  }

  @Test
  void whileTheSystemIsAwayAnythingMayBeWrittenAndIsMarked() throws Exception {
    away(camille, "my own");

    String number = submit(camille, "D-99", "My own machine");
    assertThat(kept(number)).contains("\"checked\": false").doesNotContain("D-99");
    assertThat(text("select payload -> 'request' ->> 'text' from outbox_event limit 1"))
        .contains("My own machine (not checked)");

    live(camille, "my own", THINKPAD);
    assertThatThrownBy(() -> submit(camille, "", "My own machine"))
        .as("it has answered since")
        .isInstanceOf(InvalidSubmission.class);
  }

  @Test
  void itSeesThatFormsLookUpInVain() throws Exception {
    InboxTroubles troubles = new InboxTroubles(domain.jdbi);
    Viewer sofia = domain.viewer("sofia", Role.SUPERVISOR);
    away(camille, "think");
    assertThat(troubles.unreachable(sofia, 10))
        .extracting(InboxTroubles.Trouble::sentence)
        .containsExactly("Forms look up in vain. It cannot be reached.");

    live(julien, "think", THINKPAD);
    assertThat(troubles.unreachable(sofia, 10)).isEmpty();
  }

  @Test
  void aQuestionThatNobodyHasSetUpHoldsNobodyUp() throws Exception {
    domain.jdbi.useHandle(handle -> handle.execute("delete from lookup_question"));

    assertThat(offer(camille, ask(camille, "think")).live()).isFalse();
    assertThat(kept(submit(camille, "", "My own machine"))).contains("\"checked\": false");
  }

  @Test
  void aProbeIsAskedAndAnsweredInTheSameWay() throws Exception {
    Inquiry probe = Inquiry.probe(1, camille.personId());
    var end = domain.awaitedAnswers.ask(probe);
    OpenInquiry taken = take().get(0);
    assertThat(taken.verb()).isEqualTo(InquiryVerb.PROBE);
    run(() -> domain.inquiries.fail(taken, "It refused the credentials (401)."));
    domain.awaitedAnswers.hear(Announcement.ofAnswer(probe.id()));
    end.get(5, TimeUnit.SECONDS);

    assertThat(domain.inquiries.answerOf(probe.id()).problem())
        .isEqualTo("It refused the credentials (401).");
  }

  @Test
  void oldQuestionsAndOptionsAreForgotten() throws Exception {
    live(camille, "t1", THINKPAD);
    SweepInquiries sweep = new SweepInquiries(domain.jdbi);
    assertThat(sweep.sweep()).isEqualTo(new SweepInquiries.Swept(0, 0));
    domain.jdbi.useHandle(
        handle -> {
          handle.execute("update inquiry set asked_at = now() - interval '25 hours'");
          handle.execute("update offered_option set seen_at = now() - interval '91 days'");
        });

    assertThat(sweep.sweep()).isEqualTo(new SweepInquiries.Swept(1, 1));
  }

  private LookupQuestions.Definition question(String mapping) {
    return new LookupQuestions.Definition("crm", "contracts", mapping, true, Duration.ofSeconds(2));
  }

  @Test
  void itDefinesQuestionsForKameletsThatKnowThem() {
    Viewer ines = domain.viewer("ines", Role.INTEGRATION_ADMIN);
    assertThatThrownBy(() -> domain.lookupQuestions.define(camille, question(".")))
        .isInstanceOf(NotAllowed.class);
    assertThatThrownBy(() -> domain.lookupQuestions.define(ines, question(".")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("knows no lookup");
    KameletFile knows =
        KameletFile.parse(
            "apiVersion: camel.apache.org/v1\nkind: Kamelet\nmetadata:\n  name: company-crm-action\n"
                + "  annotations: {guichet.org/lookup: \"true\"}\n"
                + "  labels: {camel.apache.org/kamelet.type: action}\n"
                + "spec:\n  definition: {title: CRM, properties: {}}\n  template: {from: {uri: kamelet:source, steps: []}}\n");
    run(
        () ->
            new Kamelets(domain.jdbi, null, new Announcer(domain.jdbi))
                .keepShipped(List.of(knows), Kamelets.Origin.SHIPPED));
    assertThatThrownBy(() -> domain.lookupQuestions.define(ines, question("{ {")))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("no jq");

    run(() -> domain.lookupQuestions.define(ines, question("{search: .query}")));
    assertThat(
            text(
                "select mapping from lookup_question where key = 'contracts' and time_limit_ms = 2000"))
        .isEqualTo("{search: .query}");
  }
}
