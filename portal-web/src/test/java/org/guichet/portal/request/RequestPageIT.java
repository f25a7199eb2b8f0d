package org.guichet.portal.request;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.conversation.TimelineEntry;
import org.guichet.delivery.AttemptRecord;
import org.guichet.delivery.Completion;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.Receipt;
import org.guichet.portal.notification.UnreadBell;
import org.guichet.portal.shared.FixedReader;
import org.guichet.portal.shared.SomebodyLooks;
import org.guichet.portal.shared.Words;
import org.guichet.request.Priority;
import org.guichet.request.RequestStatus;
import org.guichet.request.Submission;
import org.guichet.request.Ticket;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page of one request on the real domain: what its customer, its desk and a stranger get. */
class RequestPageIT {
  private static TestDomain domain;
  private static Viewer camille;
  private static Viewer tom;
  private static Viewer sofia;
  private String number;

  @BeforeAll
  static void start() {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    tom = domain.viewer("tom", Role.AGENT);
    sofia = domain.viewer("sofia", Role.SUPERVISOR);
  }

  @AfterAll
  static void stop() throws Exception {
    domain.close();
  }

  @BeforeEach
  void aRequest() {
    Submission submission =
        new Submission(
            "device-repair",
            Map.of("device", "Laptop", "description", "It fell.\n\nIt flickers."),
            UUID.randomUUID());
    number = domain.inTransaction(() -> domain.submitRequest.submit(camille, submission));
  }

  @Test
  void theSameAddressShowsTheCustomerThePortalAndStaffTheDesk() {
    assertThat(page(camille).getTemplate()).isEqualTo("customer");
    assertThat(page(tom).getTemplate()).isEqualTo("staff");
  }

  @Test
  void aStrangerDoesNotEvenLearnThatItExists() {
    RequestPage page = new RequestPage();
    page.requests = domain.requests;
    page.viewer = new SomebodyLooks(domain.viewer("nadia", Role.CUSTOMER));
    page.setNumber(number);

    assertThatThrownBy(page::load).isInstanceOf(NotVisible.class);
  }

  @Test
  void aNoteIsOnTheDesksPageAndNotOnTheCustomers() {
    NoteComposer composer = new NoteComposer();
    composer.desk = domain.requestDesk;
    composer.page = page(tom);
    composer.viewer = new SomebodyLooks(tom);
    composer.words = words();
    composer.setNote("VAT number missing");
    domain.inTransaction(() -> run(composer::add));

    assertThat(composer.getNote()).isEmpty();
    assertThat(bodies(page(tom))).contains("VAT number missing");
    assertThat(bodies(page(camille))).doesNotContain("VAT number missing");
  }

  @Test
  void aReplyThatIsEmptyOrTooLongStaysAsTyped() {
    Composer composer = composer(camille);
    composer.setReply("   ");
    composer.send();
    assertThat(composer.getError()).isEqualTo("Please write something first.");

    String long100000 = "é".repeat(100_000);
    composer.setReply(long100000);
    composer.send();
    assertThat(composer.getError())
        .isEqualTo("Please shorten this to 20,000 characters. It has 100,000.");
    assertThat(composer.getReply()).isEqualTo(long100000);
  }

  @Test
  void aReplyMayBeFilesAloneAndWhatIsRefusedIsSaid() throws Exception {
    Composer composer = composer(camille);
    receive(composer, "run.exe", "MZ\u0000\u0001");
    assertThat(composer.getRefused()).singleElement().asString().contains("run.exe");
    receive(composer, "log.txt", "error 17");
    assertThat(composer(camille).getFiles()).as("after a reload").hasSize(1);

    domain.inTransaction(() -> run(composer::send));

    assertThat(composer.getError()).isEmpty();
    assertThat(composer.getFiles()).isEmpty();
    assertThat(page(camille).getView().files()).extracting("name").containsExactly("log.txt");
    assertThat(composer(camille).getFiles()).isEmpty();
  }

  private static void receive(Composer composer, String name, String content) {
    domain.inTransaction(
        () -> {
          composer.receive(name, new ByteArrayInputStream(content.getBytes(UTF_8)));
          return null;
        });
  }

  @Test
  void whatWasBegunIsFoundAgainAndOnlyByItsWriter() {
    String address = composer(camille).getDraftAddress();
    UUID draft = UUID.fromString(address.replaceFirst(".*draft=", ""));
    domain.inTransaction(() -> domain.replyDrafts.save(camille, number, draft, "Half a sen"));

    assertThat(composer(camille).getReply()).isEqualTo("Half a sen");
    assertThat(composer(camille).getSaved()).startsWith("Saved ");
    assertThat(composer(tom).getReply()).isEmpty();
  }

  @Test
  void onlyTheTicketsThatChangedAreFresh() {
    RequestPage page = page(camille);
    page.refresh();
    assertThat(page.getFresh()).isEmpty();

    confirm("crm", "C-1");
    page.refresh();
    assertThat(page.getFresh())
        .as("invoicing waited for the CRM")
        .containsExactlyInAnyOrder("crm", "invoicing");
    assertThat(page.getView().strip())
        .extracting(Ticket::connector)
        .contains("helpdesk", "storage");

    page.refresh();
    assertThat(page.getFresh()).as("once").isEmpty();
  }

  @Test
  void whoIsSecondToChangeTheStatusDecidesBetweenBoth() {
    DeskProperties second = desk(tom);
    assertThatInTransaction(() -> desk(sofia).change(RequestStatus.IN_PROGRESS));
    assertThatInTransaction(() -> second.change(RequestStatus.SOLVED));

    assertThat(second.isUndecided()).isTrue();
    assertThat(second.getConflictText())
        .isEqualTo("You: Solved — Sofia Lind (just now): In progress");
    assertThat(second.page.getView().status()).isEqualTo(RequestStatus.IN_PROGRESS);
    assertThat(second.isMinePossible()).isTrue();

    assertThatInTransaction(() -> desk(sofia).change(RequestStatus.CANCELLED));
    assertThatInTransaction(second::useMine);
    assertThat(second.isUndecided()).as("a third one came").isTrue();
    assertThat(second.isMinePossible()).isFalse();
    second.keepTheirs();
    assertThat(second.isUndecided()).isFalse();
    assertThat(second.page.getView().status()).isEqualTo(RequestStatus.CANCELLED);
  }

  @Test
  void whatOthersDidToAnotherPropertyIsToldAndStays() {
    DeskProperties second = desk(tom);
    assertThatInTransaction(() -> desk(sofia).prioritize(Priority.URGENT));
    assertThatInTransaction(second::take);

    assertThat(second.isUndecided()).isFalse();
    assertThat(second.getTold())
        .isEqualTo("Your change is saved. Meanwhile: Sofia Lind set the priority to Urgent.");
    assertThat(second.page.getView().priority()).isEqualTo(Priority.URGENT);
    assertThat(second.page.getView().assignee()).isEqualTo("Tom Becker");
    assertThatInTransaction(() -> second.change(RequestStatus.IN_PROGRESS));
    assertThat(second.getTold()).as("once").isEmpty();
  }

  @Test
  void whoTakesWhatAColleagueHasTakenIsAsked() {
    DeskProperties second = desk(tom);
    assertThatInTransaction(() -> desk(sofia).take());
    assertThatInTransaction(second::take);

    assertThat(second.getConflictText())
        .isEqualTo("You: Tom Becker — Sofia Lind (just now): Sofia Lind");
    assertThatInTransaction(second::useMine);
    assertThat(second.page.getView().assignee()).isEqualTo("Tom Becker");
  }

  @Test
  void aReasonIsNotLostWhenSomebodyElseWasFirst() {
    CustomerActions late = customer();
    domain.inTransaction(
        () ->
            run(
                () ->
                    domain.requestDesk.changeStatus(
                        tom, number, RequestStatus.CANCELLED, page(tom).getView().version())));
    late.setReason("We bought a new one.");
    assertThatInTransaction(late::cancel);
    assertThat(late.isDone()).as("the dialog stays open").isFalse();
    assertThat(late.getReason()).isEqualTo("We bought a new one.");
    assertThat(late.getError()).startsWith("This request has changed");

    CustomerActions withoutWords = customer();
    assertThatInTransaction(withoutWords::cancel);
    assertThat(withoutWords.isDone()).isTrue();
    assertThat(withoutWords.getNotice()).startsWith("This request has changed");
  }

  @Test
  void theStoryBeginsWithWhatTheCustomerWrote() {
    RequestPage page = page(camille);
    Story story = new Story();

    TimelineEntry first = page.getView().timeline().get(0);
    assertThat(story.isSubmission(first)).isTrue();
    assertThat(story.paragraphs(first, page.getView())).containsExactly("It fell.", "It flickers.");
    assertThat(story.facts(page.getView())).extracting("key").containsExactly("device");
  }

  @Test
  void theStorySaysInPlainWordsWhereItWasDelivered() {
    confirm("helpdesk", "HD-17");
    Story story = new Story();
    story.reader = new FixedReader("en", ZoneOffset.UTC);
    story.words = words();

    assertThat(page(camille).getView().timeline())
        .filteredOn(entry -> !story.isMessage(entry))
        .extracting(entry -> story.sentence(entry, "customer"))
        .containsExactly("Ticket HD-17 in the help desk");
  }

  private void confirm(String connector, String externalId) {
    int id = new Connectors(domain.jdbi, null, null).find(connector).orElseThrow().id();
    domain.inTransaction(
        () -> {
          AttemptRecord attempt = new AttemptRecord(Instant.now(), 1, 201, null, null, "", "", "");
          domain.ledger.claim("a", Map.of(id, 50), Duration.ofMinutes(1)).stream()
              .filter(claimed -> claimed.number().equals(number))
              .map(
                  claimed ->
                      Completion.confirmed(claimed, attempt, new Receipt(externalId, null, null)))
              .forEach(completion -> domain.ledger.complete("a", List.of(completion)));
          return null;
        });
  }

  private RequestPage page(Viewer viewer) {
    RequestPage page = new RequestPage();
    page.requests = domain.requests;
    page.customerSides = domain.customerSides;
    page.notifications = domain.notifications;
    page.bell = new UnreadBell();
    page.request = withoutParameters();
    page.viewer = new SomebodyLooks(viewer);
    page.setNumber(number);
    page.load();
    return page;
  }

  private static HttpServletRequest withoutParameters() {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            RequestPageIT.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) -> null);
  }

  private Composer composer(Viewer viewer) {
    Composer composer = new Composer();
    composer.desk = domain.requestDesk;
    composer.drafts = domain.replyDrafts;
    composer.attachments = domain.attachments;
    composer.page = page(viewer);
    composer.viewer = new SomebodyLooks(viewer);
    composer.words = words();
    composer.begin();
    return composer;
  }

  private CustomerActions customer() {
    CustomerActions actions = new CustomerActions();
    actions.steps = domain.customerSteps;
    actions.page = page(camille);
    actions.viewer = new SomebodyLooks(camille);
    actions.words = words();
    return actions;
  }

  private DeskProperties desk(Viewer viewer) {
    DeskProperties desk = new DeskProperties();
    desk.properties = domain.requestProperties;
    desk.colleagues = domain.requestColleagues;
    desk.page = page(viewer);
    desk.viewer = new SomebodyLooks(viewer);
    desk.words = words();
    PropertyWords propertyWords = new PropertyWords();
    propertyWords.words = words();
    propertyWords.reader = new FixedReader("en", ZoneOffset.UTC);
    propertyWords.statuses = new Statuses();
    propertyWords.statuses.words = words();
    propertyWords.story = new Story();
    propertyWords.story.words = words();
    propertyWords.story.statuses = propertyWords.statuses;
    desk.propertyWords = propertyWords;
    return desk;
  }

  private static Words words() {
    return new Words(new FixedReader("en", ZoneOffset.UTC));
  }

  private static void assertThatInTransaction(Runnable work) {
    domain.inTransaction(() -> run(work));
  }

  private static Object run(Runnable work) {
    work.run();
    return null;
  }

  private static List<String> bodies(RequestPage page) {
    return page.getView().timeline().stream().map(entry -> String.valueOf(entry.body())).toList();
  }
}
