package org.guichet.integration.connector;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.support.SimpleRegistry;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.guichet.attachment.Attachment;
import org.guichet.audit.AuditTrail;
import org.guichet.conversation.TimelineEntry;
import org.guichet.delivery.Connectors;
import org.guichet.delivery.DeliveryRow;
import org.guichet.delivery.DeliveryState;
import org.guichet.integration.connector.mail.MailReader;
import org.guichet.integration.connector.mail.SmtpMailer;
import org.guichet.integration.delivery.DeliveryAttempt;
import org.guichet.integration.delivery.Dispatcher;
import org.guichet.integration.inbox.InboxAtWork;
import org.guichet.notification.DueMails;
import org.guichet.peer.NeedsPeers;
import org.guichet.request.Submission;
import org.guichet.shared.Announcer;
import org.guichet.shared.TestDomain;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Mails to customers and their answers, through Postfix and Dovecot, by the real ledger and the
 * real inbox.
 */
@NeedsPeers
class MailIT {
  private static final String PNG = "iVBORw0KGgoAAAANSUhEUg==";
  private static final AtomicBoolean DIES_BEFORE_SEEN = new AtomicBoolean();
  private static MailServer server;
  private static TestDomain domain;
  private static CamelRuntime camel;
  private static CamelRuntime reader;
  private static Dispatcher dispatcher;
  private static InboxAtWork inbox;
  private static Viewer camille;
  private static Viewer sofia;

  private String number;
  private MimeMessage first;

  @BeforeAll
  static void start() throws Exception {
    server = MailServer.start();
    domain = TestDomain.start();
    camille = domain.viewer("camille", Role.CUSTOMER);
    sofia = domain.viewer("sofia", Role.SUPERVISOR, Role.AGENT);
    domain.jdbi.useHandle(
        handle -> handle.execute("update person set email = username || '@example.test'"));
    PresetConnector.alone(domain, "mail", "mail-action", outgoing(server.smtpPort()));
    for (String event : List.of("request.submitted", DueMails.EVENT)) {
      PresetConnector.flow(domain, "mail", event);
    }
    PresetConnector.add(domain, "mail-in", "mail-source", incoming());
    Connectors connectors =
        new Connectors(domain.jdbi, new AuditTrail(domain.jdbi), new Announcer(domain.jdbi));
    inbox = new InboxAtWork(domain, connectors);
    SimpleRegistry beans = new SimpleRegistry();
    AttachedFiles files = new AttachedFiles(domain.attachments);
    beans.bind("attachments", files);
    beans.bind("smtp", new SmtpMailer(files));
    beans.bind("mailReader", new MailReader());
    camel = new CamelRuntime(beans, id -> "");
    dispatcher =
        new Dispatcher(
            domain.ledger,
            new Connections(connectors, camel),
            new DeliveryAttempt(),
            "node-a",
            Thread::new);
    dispatcher.start();
    eventually(dispatcher::isReady, ready -> ready);
    reader = new CamelRuntime(beans, id -> "");
    reader.start();
    readMailbox(connectors.find("mail-in").orElseThrow().id());
  }

  private static Map<String, String> outgoing(String port) {
    return Map.of(
        "host", server.host(),
        "port", port,
        "security", "none",
        "from", "Guichet <portal@example.test>",
        "mailbox", "reply@example.test");
  }

  private static Map<String, String> incoming() {
    return Map.of(
        "host", server.host(),
        "port", server.imapPort(),
        "protocol", "imap",
        "startTls", "false",
        "username", "reply",
        "password", server.password(),
        "seconds", "1");
  }

  /** What the engine does with a source: each message is stored before the mail counts as seen. */
  private static void readMailbox(int connector) throws Exception {
    PluginHelper.getRoutesLoader(reader.context())
        .loadRoutes(
            ResourceHelper.fromString(
                "mail-source.kamelet.yaml", Kamelet.find("mail-source").orElseThrow().yaml()));
    StringBuilder address = new StringBuilder("kamelet:mail-source?");
    incoming().forEach((name, value) -> address.append(name + "=RAW(" + value + ")&"));
    reader
        .context()
        .addRoutes(
            new RouteBuilder() {
              @Override
              public void configure() {
                from(address.substring(0, address.length() - 1))
                    .process(
                        mail -> {
                          domain.inbox.receive(
                              connector,
                              mail.getMessage().getHeader("guichet.messageId", String.class),
                              mail.getMessage().getBody(String.class));
                          if (DIES_BEFORE_SEEN.getAndSet(false)) {
                            throw new IllegalStateException("killed");
                          }
                        });
              }
            });
  }

  @AfterAll
  static void stop() throws Exception {
    if (reader != null) {
      reader.stop();
    }
    if (dispatcher != null) {
      dispatcher.stop();
    }
    if (domain != null) {
      domain.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void aRequestOfWhichTheCustomerWasTold() throws Exception {
    number = submit();
    first = mailsAbout(number, 1).get(0);
  }

  private static String submit() {
    String submitted =
        domain.inTransaction(
            () ->
                domain.submitRequest.submit(
                    camille,
                    new Submission(
                        "device-repair",
                        Map.of("device", "Laptop", "description", "Écran noir"),
                        UUID.randomUUID())));
    return submitted;
  }

  private static <T> T eventually(Callable<T> source, Predicate<T> fits) throws Exception {
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    T value = source.call();
    while (!fits.test(value) && Instant.now().isBefore(end)) {
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      value = source.call();
    }
    assertThat(value).matches(fits);
    return value;
  }

  /** What Camille's mailbox has about a request, at least that many. */
  private static List<MimeMessage> mailsAbout(String number, int atLeast) throws Exception {
    return eventually(
        () -> {
          List<MimeMessage> about = new ArrayList<>();
          for (MimeMessage mail : server.mails("camille")) {
            if (mail.getSubject().contains(number)) {
              about.add(mail);
            }
          }
          return about;
        },
        mails -> mails.size() >= atLeast);
  }

  private static String header(MimeMessage mail, String name) throws Exception {
    String[] lines = mail.getHeader(name);
    return lines == null ? null : String.join(" | ", lines);
  }

  private String replyAddress() throws Exception {
    return header(first, "Reply-To");
  }

  private String answer(String from, String to, String more, String text) throws Exception {
    String id = "<" + UUID.randomUUID() + "@example.test>";
    server.send(
        "From: Somebody <%s>\nTo: %s\nSubject: Re: your mail\nMessage-ID: %s\n%s\n\n%s\n"
            .formatted(from, to, id, more + "Content-Type: text/plain; charset=utf-8", text),
        to);
    return id;
  }

  /** What became of the mail with that Message-ID. */
  private static String outcome(String id) throws Exception {
    return eventually(
        () -> {
          inbox.applyAll();
          return domain.jdbi.withHandle(
              handle ->
                  handle
                      .createQuery(
                          "select coalesce(outcome, '') from inbox_message where message_id = :id")
                      .bind("id", id)
                      .mapTo(String.class)
                      .findOne()
                      .orElse(""));
        },
        outcome -> !outcome.isEmpty());
  }

  private List<String> conversation() {
    return domain.requests.view(camille, number).timeline().stream()
        .map(TimelineEntry::body)
        .filter(body -> body != null && !body.isBlank())
        .toList();
  }

  private static int stored(String id) {
    return domain.jdbi.withHandle(
        handle ->
            handle
                .createQuery("select count(*) from inbox_message where message_id = :id")
                .bind("id", id)
                .mapTo(Integer.class)
                .one());
  }

  private static DeliveryRow newest() {
    return domain.deliveries.list(sofia, null, "mail", null, 1).get(0);
  }

  /** What the round of the routes does once nothing more is gathered. */
  private static void sendWhatIsDue() {
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update notification set mail_due_at = now() where mail_due_at is not null"));
    for (DueMails.Due due : domain.dueMails.due(10)) {
      domain.inTransaction(() -> domain.dueMails.send(due));
    }
  }

  @Test
  void ourMailsAreOneThreadThatCanBeAnswered() throws Exception {
    assertThat(header(first, "From")).isEqualTo("Guichet <portal@example.test>");
    assertThat(header(first, "Delivered-To")).isEqualTo("camille@example.test");
    assertThat(header(first, "Auto-Submitted")).isEqualTo("auto-generated");
    assertThat(replyAddress()).matches("reply\\+[a-z0-9-]+@example\\.test");
    assertThat(first.getContent().toString()).contains(number).contains("Écran noir");
    String id = header(first, "Message-ID");
    assertThat(eventually(() -> newest().externalId(), known -> known != null)).isEqualTo(id);

    domain.inTransaction(
        () -> {
          domain.requestDesk.reply(sofia, number, "Which cable?\r\nBcc: evil@example.test");
          return null;
        });
    sendWhatIsDue();
    MimeMessage second = mailsAbout(number, 2).get(1);
    assertThat(header(second, "List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
    assertThat(header(second, "In-Reply-To")).isEqualTo(id);
    assertThat(header(second, "References")).isEqualTo(id);
    assertThat(header(second, "Auto-Submitted")).isNull();
    assertThat(second.getContent().toString()).contains("Which cable?");
    assertThat(second.getHeader("Bcc")).isNull();
  }

  /** C5: whoever asked in French reads in French that it has come. */
  @Test
  void aConfirmationIsInTheLanguageInWhichItWasAsked() throws Exception {
    String french =
        domain.inTransaction(
            () ->
                domain.submitRequest.submit(
                    camille,
                    new Submission(
                        "device-repair",
                        Map.of(
                            "device", "Imprimante", "description", "Bourrage", "guarantee", "no"),
                        UUID.randomUUID(),
                        Locale.FRENCH)));

    String text = mailsAbout(french, 1).get(0).getContent().toString();
    assertThat(text)
        .startsWith("Bonjour Camille Moreau,")
        .contains(french + " (Réparation d’un appareil)")
        .contains("Appareil: Imprimante")
        .contains("Est-il sous garantie ?: Non")
        .contains("/request?number=" + french);
  }

  @Test
  void anAnswerWithAFileLandsInTheConversation() throws Exception {
    String id = "<" + UUID.randomUUID() + "@example.test>";
    server.send(
        """
        From: Camille <camille@example.test>
        To: %s
        Subject: Re: your mail
        Message-ID: %s
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/html; charset=utf-8

        <p>Le câble <b>bleu</b>.</p>
        --b
        Content-Type: application/octet-stream; name=ecran.png
        Content-Transfer-Encoding: base64
        Content-Disposition: attachment; filename=ecran.png

        %s
        --b--
        """
            .formatted(replyAddress(), id, PNG),
        replyAddress());

    assertThat(outcome(id)).isEqualTo("Added to " + number + ".");
    assertThat(conversation()).contains("Le câble bleu.");
    assertThat(domain.requests.view(camille, number).files())
        .extracting(Attachment::name, Attachment::mediaType)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("ecran.png", "image/png"));
    assertThat(server.unseen("reply")).isZero();
  }

  @Test
  void anAnswerWithoutTheSignedAddressIsFoundByTheMailThatItAnswers() throws Exception {
    String answered = "In-Reply-To: " + header(first, "Message-ID") + "\n";
    String id = answer("camille@example.test", "reply@example.test", answered, "By its thread");

    assertThat(outcome(id)).isEqualTo("Added to " + number + ".");
    assertThat(conversation()).contains("By its thread");
  }

  @Test
  void somebodyOfAnotherOrganizationIsNotBelieved() throws Exception {
    String stranger =
        domain.jdbi.withHandle(
            handle ->
                handle
                    .createQuery(
                        "select p.email from person p join membership m on m.person_id = p.id where m.organization_id not in"
                            + " (select organization_id from membership where person_id = :camille)"
                            + " and not exists (select 1 from team_member t where t.person_id = p.id) limit 1")
                    .bind("camille", camille.personId())
                    .mapTo(String.class)
                    .one());
    String id = answer(stranger, replyAddress(), "", "I am not of them");

    assertThat(outcome(id)).isEqualTo(stranger + " is nobody who may see " + number + ".");
    assertThat(conversation()).doesNotContain("I am not of them");
  }

  @Test
  void machinesAndOurOwnMailsAreLeftAlone() throws Exception {
    String away =
        answer("camille@example.test", replyAddress(), "Auto-Submitted: auto-replied\n", "Away");
    ByteArrayOutputStream ours = new ByteArrayOutputStream();
    first.writeTo(ours);
    server.send(ours.toString(StandardCharsets.UTF_8), replyAddress());

    assertThat(outcome(away)).startsWith("A machine wrote it");
    assertThat(outcome(header(first, "Message-ID"))).startsWith("A machine wrote it");
    assertThat(conversation()).isEmpty();
  }

  @Test
  void theSameMailTwiceIsOneMessage() throws Exception {
    String mail =
        "From: camille@example.test\nTo: %s\nSubject: x\nMessage-ID: <%s@example.test>\n\nOnce only\n"
            .formatted(replyAddress(), number);
    server.send(mail, replyAddress());
    server.send(mail, replyAddress());

    eventually(() -> server.unseen("reply"), unseen -> unseen == 0);
    assertThat(outcome("<" + number + "@example.test>")).isEqualTo("Added to " + number + ".");
    assertThat(conversation()).containsExactly("Once only");
  }

  @Test
  void aCrashBetweenStoreAndSeenDoublesNothing() throws Exception {
    DIES_BEFORE_SEEN.set(true);
    String id = answer("camille@example.test", replyAddress(), "", "After a crash");

    eventually(() -> !DIES_BEFORE_SEEN.get() && server.unseen("reply") == 0, done -> done);
    assertThat(stored(id)).isOne();
    assertThat(outcome(id)).isEqualTo("Added to " + number + ".");
    assertThat(conversation()).containsExactly("After a crash");
  }

  @Test
  void anAddressThatTheServerRefusesIsDeadInItsWords() throws Exception {
    domain.jdbi.useHandle(
        handle ->
            handle.execute(
                "update person set email = 'x@elsewhere.test' where username = 'camille'"));
    try {
      submit();
      DeliveryRow dead =
          eventually(MailIT::newest, row -> row.deliveryState() == DeliveryState.DEAD);
      assertThat(dead.lastError())
          .startsWith("mail refused it: 550 5.1.1 <x@elsewhere.test>: Recipient address rejected");
    } finally {
      domain.jdbi.useHandle(
          handle ->
              handle.execute(
                  "update person set email = 'camille@example.test' where username = 'camille'"));
    }
  }
}
