package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.delivery.Connector;
import org.guichet.delivery.Outbox;
import org.guichet.delivery.StatusWord;
import org.guichet.invoice.Invoice;
import org.guichet.invoice.InvoiceState;
import org.guichet.invoice.Invoices;
import org.guichet.request.RequestFacts;
import org.guichet.request.RequestStatus;
import org.guichet.request.ServiceRequest;
import org.guichet.shared.Announcement;
import org.guichet.shared.Announcer;
import org.jdbi.v3.core.Jdbi;

/**
 * Applies what a company system says about one of its records to the request that lives there, in
 * ONE transaction: status, timeline, invoice, and the event by which the other systems hear of it.
 * Nothing older than what is known is applied, and nothing twice.
 */
@ApplicationScoped
public class ApplyStatus {
  /**
   * What the timeline tells of an invoice; nothing of drafts, nor of issued ones that are said to
   * be drafts again.
   */
  private static final Map<InvoiceState, ActivityKind> TOLD =
      Map.of(
          InvoiceState.ISSUED, ActivityKind.INVOICE_ISSUED,
          InvoiceState.PAID, ActivityKind.INVOICE_PAID,
          InvoiceState.CANCELLED, ActivityKind.INVOICE_CANCELLED);

  private EntityManager entityManager;
  private Jdbi jdbi;
  private Invoices invoices;
  private RequestFacts facts;
  private Outbox outbox;
  private Announcer announcer;

  protected ApplyStatus() {}

  @Inject
  public ApplyStatus(
      EntityManager entityManager,
      Jdbi jdbi,
      Invoices invoices,
      RequestFacts facts,
      Outbox outbox,
      Announcer announcer) {
    this.entityManager = entityManager;
    this.jdbi = jdbi;
    this.invoices = invoices;
    this.facts = facts;
    this.outbox = outbox;
    this.announcer = announcer;
  }

  /** Where a request lives in a system, and what was last heard of it there. */
  private record Reference(UUID requestId, String status, Instant changedAt) {

    /**
     * Systems that count in seconds say two words in one: the other word is news, the same is not.
     */
    boolean isNewsBy(SystemWord word) {
      return changedAt == null
          || word.changedAt().isAfter(changedAt)
          || word.changedAt().equals(changedAt) && !word.status().equals(status);
    }
  }

  @Transactional
  public Applied apply(Connector connector, SystemWord word) {
    Optional<Reference> found = reference(connector, word.externalId());
    if (found.isEmpty()) {
      return Applied.tooEarly("No request is known under " + word.externalId() + ".");
    }
    Reference reference = found.get();
    // Events of one request queue up at its row. It is locked before the reference is read again:
    // two words about one
    // record must not both believe to be the newest.
    ServiceRequest request =
        entityManager.find(
            ServiceRequest.class, reference.requestId(), LockModeType.PESSIMISTIC_WRITE);
    Reference known = reference(connector, word.externalId()).orElse(reference);
    if (!known.isNewsBy(word)) {
      return Applied.ignored(
          "Not newer than what is known: "
              + word.changedAt()
              + ", known "
              + known.changedAt()
              + ".");
    }
    keepStatus(connector, word);
    String outcome = applyStatus(connector, word, request);
    if (word.invoice() != null) {
      applyInvoice(connector, word, request);
    }
    announcer.announce(Announcement.ofRequests(List.of(request.id())));
    return Applied.applied(outcome);
  }

  private Optional<Reference> reference(Connector connector, String externalId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select request_id, status, changed_at from external_reference"
                        + " where connector_id = :connector and external_id = :externalId")
                .bind("connector", connector.id())
                .bind("externalId", externalId)
                .map(
                    (row, context) -> {
                      var changedAt = row.getTimestamp("changed_at");
                      return new Reference(
                          row.getObject("request_id", UUID.class),
                          row.getString("status"),
                          changedAt == null ? null : changedAt.toInstant());
                    })
                .findOne());
  }

  private void keepStatus(Connector connector, SystemWord word) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "update external_reference set status = :status, changed_at = :changedAt"
                        + " where connector_id = :connector and external_id = :externalId")
                .bindMethods(word)
                .bind("connector", connector.id())
                .execute());
  }

  private String applyStatus(Connector connector, SystemWord word, ServiceRequest request) {
    Optional<StatusWord> meaning = connector.word(word.status());
    if (meaning.isEmpty()) {
      return "The status map has no entry for \"" + word.status() + "\": it is shown as it is.";
    }
    if (meaning.get().request() == null) {
      return "Shown as " + word.status() + ".";
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
    request.changeStatus(to, Instant.now());
    entityManager.persist(
        Activity.from(
            connector.key(),
            request.id(),
            ActivityKind.STATUS_CHANGED,
            Map.of("from", from.name(), "to", to.name(), "word", word.status())));
    entityManager.flush();
    outbox.append(
        request.id(), "request.status_changed", facts.of(request.id()).build(), connector.key());
    return "The request became " + to + ".";
  }

  private void applyInvoice(Connector connector, SystemWord word, ServiceRequest request) {
    Invoice invoice = invoice(word);
    InvoiceState now = invoice.invoiceState();
    ActivityKind kind = TOLD.get(now);
    if (kind == null) {
      return;
    }
    InvoiceState before =
        invoices
            .keep(request.id(), connector.id(), invoice, word.changedAt())
            .orElse(InvoiceState.DRAFT);
    if (before == now) {
      return;
    }
    request.touch(Instant.now());
    entityManager.persist(Activity.from(connector.key(), request.id(), kind, details(invoice)));
    entityManager.flush();
    if (now == InvoiceState.PAID) {
      var payload = facts.of(request.id()).add("invoice", json(invoice));
      outbox.append(request.id(), "payment.received", payload.build(), connector.key());
    }
  }

  private static Invoice invoice(SystemWord word) {
    SystemWord.InvoiceWord said = word.invoice();
    return new Invoice(
        word.externalId(),
        said.number(),
        said.amount(),
        said.currency(),
        said.dueOn(),
        said.paidOn(),
        said.state().toUpperCase(java.util.Locale.ROOT),
        said.url());
  }

  private static Map<String, String> details(Invoice invoice) {
    Map<String, String> details = new HashMap<>();
    details.put("number", invoice.number() == null ? invoice.externalId() : invoice.number());
    details.put("amount", invoice.amount().toPlainString());
    details.put("currency", invoice.currency());
    if (invoice.dueOn() != null) {
      details.put("dueOn", invoice.dueOn().toString());
    }
    return details;
  }

  private static JsonObjectBuilder json(Invoice invoice) {
    return Json.createObjectBuilder()
        .add("externalId", invoice.externalId())
        .add("number", orNull(invoice.number()))
        .add("amount", invoice.amount())
        .add("currency", invoice.currency())
        .add(
            "paidOn",
            orNull(
                invoice.paidOn() == null
                    ? LocalDate.now().toString()
                    : invoice.paidOn().toString()));
  }

  private static JsonValue orNull(String text) {
    return text == null ? JsonValue.NULL : Json.createValue(text);
  }
}
