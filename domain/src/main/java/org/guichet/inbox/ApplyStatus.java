package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.delivery.Connector;
import org.guichet.delivery.Outbox;
import org.guichet.delivery.StatusWord;
import org.guichet.notification.TellPeople;
import org.guichet.request.Priority;
import org.guichet.request.RequestFacts;
import org.guichet.request.RequestStatus;
import org.guichet.request.ServiceRequest;
import org.guichet.servicelevel.ServiceClock;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;

/**
 * Applies what a company system says about one of its records to the request that lives there, in
 * ONE transaction: status, messages, invoice, and the events by which the other systems hear of it.
 * Nothing older than what is known is applied, and nothing twice.
 */
@ApplicationScoped
public class ApplyStatus {
  private EntityManager entityManager;
  private SystemRecords records;
  private ApplyMessages messages;
  private ApplyInvoice invoices;
  private UnknownWords unknownWords;
  private RequestFacts facts;
  private Outbox outbox;
  private TellPeople tellPeople;
  private ServiceClock clock;
  private Announcer announcer;

  protected ApplyStatus() {}

  @Inject
  public ApplyStatus(
      EntityManager entityManager,
      SystemRecords records,
      ApplyMessages messages,
      ApplyInvoice invoices,
      UnknownWords unknownWords,
      RequestFacts facts,
      Outbox outbox,
      TellPeople tellPeople,
      ServiceClock clock,
      Announcer announcer) {
    this.entityManager = entityManager;
    this.records = records;
    this.messages = messages;
    this.invoices = invoices;
    this.unknownWords = unknownWords;
    this.facts = facts;
    this.outbox = outbox;
    this.tellPeople = tellPeople;
    this.clock = clock;
    this.announcer = announcer;
  }

  @Transactional
  public Applied apply(Connector connector, SystemWord word) {
    Optional<SystemRecords.Known> found = find(connector, word);
    if (found.isEmpty()) {
      return Applied.tooEarly(
          "No request is known under " + word.externalId() + named(word.reference()) + ".",
          word.reference() != null);
    }
    // Events of one request queue up at its row. It is locked before the record is read again: two
    // words about one record must not both believe to be the newest.
    ServiceRequest request =
        entityManager.find(
            ServiceRequest.class, found.get().requestId(), LockModeType.PESSIMISTIC_WRITE);
    var known = records.find(connector.id(), word.externalId()).orElseThrow();
    // What is said about a further record, such as a copy of a ticket, may be said to somebody
    // else.
    int written = known.main() ? messages.apply(connector, word, request) : 0;
    boolean news = known.isNewsBy(word);
    if (!news && written == 0) {
      return Applied.ignored(
          "Not newer than what is known: "
              + word.changedAt()
              + ", known "
              + known.changedAt()
              + ".");
    }
    String outcome = news ? applyNews(connector, word, request, known.main()) : "";
    clock.follow(request.id());
    announcer.announce(Announcement.ofRequests(List.of(request.id())));
    return Applied.applied((outcome + added(written)).strip());
  }

  private static String named(String reference) {
    return reference == null ? "" : ", which names " + reference;
  }

  private static String added(int messages) {
    return switch (messages) {
      case 0 -> "";
      case 1 -> " One message was added.";
      default -> " " + messages + " messages were added.";
    };
  }

  /** What a receipt says counts until the system itself says something. */
  @Transactional
  public Applied apply(Connector connector, ReceiptWord receipt) {
    Optional<SystemRecords.Known> found = records.find(connector.id(), receipt.externalId());
    if (found.isEmpty()) {
      return Applied.ignored("It is no record that a request lives in.");
    }
    ServiceRequest request =
        entityManager.find(
            ServiceRequest.class, found.get().requestId(), LockModeType.PESSIMISTIC_WRITE);
    if (!records.keep(connector.id(), receipt)) {
      return Applied.ignored("The system has said something since.");
    }
    String outcome = applyStatus(connector, receipt.status(), request, true);
    clock.follow(request.id());
    announcer.announce(Announcement.ofRequests(List.of(request.id())));
    return Applied.applied(outcome);
  }

  private Optional<SystemRecords.Known> find(Connector connector, SystemWord word) {
    Optional<SystemRecords.Known> known = records.find(connector.id(), word.externalId());
    if (known.isEmpty() && word.reference() != null && records.adopt(connector.id(), word)) {
      return records.find(connector.id(), word.externalId());
    }
    return known;
  }

  private String applyNews(
      Connector connector, SystemWord word, ServiceRequest request, boolean main) {
    records.keep(connector.id(), word, main);
    String outcome =
        word.status() == null ? "" : applyStatus(connector, word.status(), request, main);
    if (main && word.priority() != null) {
      applyPriority(connector, word.priority(), request);
    }
    if (word.invoice() != null) {
      invoices.apply(connector, word, request);
    }
    return outcome;
  }

  private void applyPriority(Connector connector, Priority to, ServiceRequest request) {
    Priority from = request.priority();
    if (request.prioritize(to)) {
      Map<String, String> details = Map.of("from", from.name(), "to", to.name());
      tell(
          connector,
          request,
          Activity.from(connector.key(), request.id(), ActivityKind.PRIORITY_CHANGED, details)
              .forStaff(),
          "request.priority_changed");
    }
  }

  /** People and the other systems hear of it, the one that said it does not. */
  private void tell(Connector connector, ServiceRequest request, Activity activity, String event) {
    entityManager.persist(activity);
    entityManager.flush();
    tellPeople.tell(activity);
    outbox.append(request.id(), event, facts.of(request.id()).build(), connector.key());
  }

  /** Only the record where the request lives says how far it is. */
  private String applyStatus(
      Connector connector, String word, ServiceRequest request, boolean main) {
    if (!connector.knows(word)) {
      unknownWords.count(connector.id(), word);
    }
    Optional<StatusWord> meaning = connector.word(word);
    if (meaning.isEmpty()) {
      return "The status map has no entry for \"" + word + "\": it is shown as it is.";
    }
    if (!main || meaning.get().request() == null) {
      return "Shown as " + word + ".";
    }
    RequestStatus from = request.status();
    RequestStatus to = RequestStatus.valueOf(meaning.get().request());
    if (from == to) {
      return "The request is " + to + " already.";
    }
    if (!from.next().contains(to)) {
      return "The request is "
          + from
          + " and cannot become "
          + to
          + ": only the system's word is shown.";
    }
    if (outbox.isAboutToTell(request.id(), connector.id(), "request.status_changed")) {
      return "Shown as "
          + word
          + ": the system has yet to hear that the request became "
          + from
          + ".";
    }
    request.changeStatus(to, Instant.now());
    tell(
        connector,
        request,
        Activity.from(
            connector.key(),
            request.id(),
            ActivityKind.STATUS_CHANGED,
            Map.of("from", from.name(), "to", to.name(), "word", word)),
        "request.status_changed");
    return "The request became " + to + ".";
  }
}
