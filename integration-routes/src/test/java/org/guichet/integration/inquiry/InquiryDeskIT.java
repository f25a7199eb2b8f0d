package org.guichet.integration.inquiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.catalogue.FormField;
import org.guichet.delivery.Connector;
import org.guichet.delivery.Connectors;
import org.guichet.inquiry.Inquiries;
import org.guichet.inquiry.Inquiry;
import org.guichet.inquiry.LookupOption;
import org.guichet.inquiry.Lookups;
import org.guichet.inquiry.Offer;
import org.guichet.inquiry.OpenInquiry;
import org.guichet.integration.Eventually;
import org.guichet.integration.connector.CamelRuntime;
import org.guichet.integration.connector.Connection;
import org.guichet.integration.connector.Connections;
import org.guichet.integration.connector.ScriptedSystem;
import org.guichet.shared.Announcement;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** C3: what pages ask, answered by two nodes from a system that a test makes hang. */
class InquiryDeskIT {
  private static final String TWO =
      "[{\"value\": \"D-1\", \"label\": \"ThinkPad\"}, {\"value\": 2, \"label\": \"Printer\"},"
          + " {\"value\": \"D-1\", \"label\": \"again\"}, {\"label\": \"no value\"}, 7]";

  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicInteger calls = new AtomicInteger();
  private final List<String> asked = new ArrayList<>();
  private final List<InquiryDesk> desks = new ArrayList<>();
  private TestDomain domain;
  private Viewer camille;
  private java.sql.Connection ear;
  private volatile ScriptedSystem.Script crm = (verb, body) -> TWO;

  @BeforeEach
  void start() throws Exception {
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    domain.jdbi.useHandle(
        handle -> handle.execute("update lookup_question set time_limit_ms = 1500"));
    listen();
    for (String node : List.of("node-a", "node-b")) {
      InquiryDesk desk = new InquiryDesk(new OnlyTheCrm(), new InTransactions(), Thread::new, node);
      desks.add(desk);
      desk.start(null);
    }
  }

  @AfterEach
  void stop() throws Exception {
    over.countDown();
    for (InquiryDesk desk : desks) {
      desk.stop(null);
    }
    ear.close();
    domain.close();
  }

  /** Hears what the database announces, as each server does. */
  private void listen() throws SQLException {
    ear = DriverManager.getConnection(domain.url(), domain.user(), "");
    try (var statement = ear.createStatement()) {
      statement.execute("listen guichet");
    }
    new Thread(this::hear).start();
  }

  private void hear() {
    try {
      while (true) {
        PGNotification[] heard = ear.unwrap(PGConnection.class).getNotifications(0);
        for (PGNotification one : heard == null ? new PGNotification[0] : heard) {
          tell(one.getParameter());
        }
      }
    } catch (SQLException e) {
      return; // it was closed
    }
  }

  private void tell(String payload) {
    String[] words = payload.split(" ");
    if (words[0].equals("ANSWER")) {
      domain.awaitedAnswers.hear(Announcement.ofAnswer(java.util.UUID.fromString(words[1])));
    } else {
      desks.forEach(desk -> desk.hear(Announcement.of(Announcement.Topic.valueOf(words[0]))));
    }
  }

  /** The transactions of the container. */
  private final class InTransactions extends Inquiries {
    private InTransactions() {
      super(domain.jdbi, null, null);
    }

    @Override
    public List<OpenInquiry> take(String node, int most) {
      return domain.inTransaction(() -> domain.inquiries.take(node, most));
    }

    @Override
    public void answer(OpenInquiry inquiry, List<LookupOption> options) {
      run(() -> domain.inquiries.answer(inquiry, options));
    }

    @Override
    public void answer(OpenInquiry inquiry) {
      run(() -> domain.inquiries.answer(inquiry));
    }

    @Override
    public void fail(OpenInquiry inquiry, String problem) {
      run(() -> domain.inquiries.fail(inquiry, problem));
    }

    private void run(Runnable work) {
      domain.inTransaction(
          () -> {
            work.run();
            return null;
          });
    }
  }

  private final class OnlyTheCrm extends Connections {
    private OnlyTheCrm() {
      super(null, (CamelRuntime) null);
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public Optional<Connection> find(int connectorId) {
      Connector connector =
          new Connectors(domain.jdbi, null, null)
              .all().stream().filter(c -> c.id() == connectorId).findFirst().orElse(null);
      return Optional.ofNullable(connector)
          .map(known -> ScriptedSystem.connection(known, InquiryDeskIT.this::answer));
    }
  }

  private String answer(String verb, String body) throws Exception {
    calls.incrementAndGet();
    synchronized (asked) {
      asked.add(verb + " " + body);
    }
    return crm.answer(verb, body);
  }

  private FormField field() {
    return domain.catalogue.find("device-repair").form().fields().stream()
        .filter(field -> field.key().equals("known"))
        .findFirst()
        .orElseThrow();
  }

  private Lookups.Asked ask(String query) {
    return domain.lookups.ask(camille, field(), query);
  }

  private Offer offer(Lookups.Asked question) throws Exception {
    question.end().get(30, TimeUnit.SECONDS);
    return domain.lookups.offer(camille, question);
  }

  private Offer offer(String query) throws Exception {
    return offer(ask(query));
  }

  private String problem(Lookups.Asked question) throws Exception {
    question.end().get(30, TimeUnit.SECONDS);
    return Eventually.value(
        () -> domain.inquiries.answerOf(question.inquiry()).problem(),
        said -> said != null && !said.contains("was not answered"));
  }

  private ScriptedSystem.Script hangs() {
    return (verb, body) -> {
      over.await();
      return TWO;
    };
  }

  @Test
  void oneNodeAsksWhatTheMappingSaysAndThePageHasTheOptions() throws Exception {
    Offer offer = offer("think");

    assertThat(offer.live()).isTrue();
    assertThat(offer.options())
        .containsExactly(new LookupOption("D-1", "ThinkPad"), new LookupOption("2", "Printer"));
    assertThat(asked)
        .containsExactly(
            "lookup {\"customer\":\"cabinet-moreau\",\"search\":\"think\",\"limit\":20}");
  }

  @Test
  void moreThanTwentyOptionsAreNotTakenAndNoListIsNoAnswer() throws Exception {
    StringBuilder many = new StringBuilder("[");
    for (int i = 0; i < 100; i++) {
      many.append("{\"value\": ")
          .append(i)
          .append(", \"label\": \"Device ")
          .append(i)
          .append("\"},");
    }
    crm = (verb, body) -> many + "{\"value\": \"x\", \"label\": \"" + "y".repeat(500) + "\"}]";
    assertThat(offer("device").options()).hasSize(LookupOption.MOST);

    crm = (verb, body) -> "{\"devices\": []}";
    assertThat(problem(ask("device"))).isEqualTo("It answered no list of options.");
  }

  @Test
  void aSystemThatHangsCostsItsTimeLimitOnceAndThenTheLastGoodAnswerComesAtOnce() throws Exception {
    offer("think");
    crm = hangs();
    Instant begin = Instant.now();
    Offer first = offer("thinkp");
    Duration taken = Duration.between(begin, Instant.now());

    assertThat(taken).isBetween(Duration.ofMillis(1400), Duration.ofSeconds(5));
    assertThat(first.live()).isFalse();
    assertThat(first.options()).containsExactly(new LookupOption("D-1", "ThinkPad"));
    assertThat(first.since()).isBefore(begin);

    AtomicInteger spared = new AtomicInteger();
    for (String query : List.of("thinkpa", "thinkpad", "thin", "thi")) {
      Lookups.Asked question = ask(query);
      spared.addAndGet(problem(question).contains("is not asked for some seconds") ? 1 : 0);
      assertThat(offer(question).options()).hasSize(1);
    }
    assertThat(spared.get()).as("each node learns it once").isGreaterThanOrEqualTo(3);
  }

  @Test
  void aCallThatNeverEndsKeepsItsPlaceAndOtherConnectorsHaveTheirs() throws Exception {
    crm = hangs();
    int crmId = id("crm");
    List<CompletableFuture<Void>> waits = new ArrayList<>();
    for (int i = 0; i < 10 * InquiryLane.PLACES; i++) {
      waits.add(domain.awaitedAnswers.ask(named(crmId, "probe " + i)));
    }
    Eventually.value(calls::get, n -> n == 2 * InquiryLane.PLACES);
    for (CompletableFuture<Void> wait : waits) {
      wait.get(30, TimeUnit.SECONDS);
    }
    assertThat(calls.get()).as("places of two nodes").isLessThanOrEqualTo(2 * InquiryLane.PLACES);

    crm = (verb, body) -> "{}";
    Inquiry other = named(id("helpdesk"), "other");
    domain.awaitedAnswers.ask(other).get(30, TimeUnit.SECONDS);
    assertThat(domain.inquiries.answerOf(other.id()).isThere()).isTrue();
  }

  private int id(String connector) {
    return new Connectors(domain.jdbi, null, null).find(connector).orElseThrow().id();
  }

  /** As by somebody each: whoever asks the same anew takes the earlier one back. */
  private Inquiry named(int connector, String question) {
    Inquiry probe = Inquiry.probe(connector, null);
    return new Inquiry(
        probe.id(),
        probe.verb(),
        connector,
        question,
        null,
        null,
        probe.body(),
        Duration.ofSeconds(2));
  }

  @Test
  void aPausedConnectorIsAskedNothingButCanBeTried() throws Exception {
    domain.jdbi.useHandle(
        handle -> handle.execute("update connector set paused_since = now() where key = 'crm'"));
    assertThat(problem(ask("think"))).isEqualTo("The connector is paused.");
    assertThat(asked).isEmpty();

    Inquiry probe = Inquiry.probe(id("crm"), camille.personId());
    domain.awaitedAnswers.ask(probe).get(30, TimeUnit.SECONDS);
    assertThat(domain.inquiries.answerOf(probe.id()).isThere()).isTrue();
    assertThat(asked).containsExactly("probe {}");
  }

  @Test
  void whatCannotBeAskedIsSaidInASentence() throws Exception {
    domain.jdbi.useHandle(
        handle -> handle.execute("update lookup_question set mapping = '.query + 1'"));
    assertThat(problem(ask("think"))).startsWith("The mapping of the question devices failed: ");

    domain.jdbi.useHandle(handle -> handle.execute("update lookup_question set mapping = '.'"));
    crm =
        (verb, body) ->
            "{\"problem\": {\"kind\": \"refused\", \"says\": \"No call is written down. password=hunter2\"}}";
    assertThat(problem(ask("think")))
        .isEqualTo("It refused to be asked. No call is written down. password=***");

    domain.jdbi.useHandle(
        handle -> handle.execute("update connector set removed_at = now() where key = 'crm'"));
    assertThat(ask("think").inquiry()).as("nobody is asked").isNull();
  }

  @Test
  void whoHasNoOrganizationIsOfferedNothing() throws Exception {
    camille = domain.viewer("tom", Role.AGENT);

    assertThat(offer("think").options()).isEmpty();
    assertThat(asked).as("the mapping yields nothing to ask").isEmpty();
  }
}
