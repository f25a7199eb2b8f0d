package org.guichet.inbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.guichet.conversation.Activity;
import org.guichet.conversation.ActivityKind;
import org.guichet.delivery.Connector;
import org.guichet.delivery.Outbox;
import org.guichet.invoice.Invoice;
import org.guichet.invoice.InvoiceState;
import org.guichet.invoice.Invoices;
import org.guichet.invoice.PaymentMeans;
import org.guichet.notification.TellPeople;
import org.guichet.request.RequestFacts;
import org.guichet.request.ServiceRequest;

/** Applies what a system says about an invoice of a request. Part of the transaction that does. */
@ApplicationScoped
public class ApplyInvoice {
  /**
   * What the timeline tells of an invoice; nothing of drafts, nor of issued ones that are said to
   * be drafts again.
   */
  private static final Map<InvoiceState, ActivityKind> TOLD =
      Map.of(
          InvoiceState.ISSUED, ActivityKind.INVOICE_ISSUED,
          InvoiceState.PAID, ActivityKind.INVOICE_PAID,
          InvoiceState.CANCELLED, ActivityKind.INVOICE_CANCELLED);

  private static final PaymentMeans UNKNOWN = new PaymentMeans(null, null);

  private EntityManager entityManager;
  private Invoices invoices;
  private RequestFacts facts;
  private Outbox outbox;
  private TellPeople tellPeople;

  protected ApplyInvoice() {}

  @Inject
  public ApplyInvoice(
      EntityManager entityManager,
      Invoices invoices,
      RequestFacts facts,
      Outbox outbox,
      TellPeople tellPeople) {
    this.entityManager = entityManager;
    this.invoices = invoices;
    this.facts = facts;
    this.outbox = outbox;
    this.tellPeople = tellPeople;
  }

  public void apply(Connector connector, SystemWord word, ServiceRequest request) {
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
    Activity entry = Activity.from(connector.key(), request.id(), kind, details(invoice));
    entityManager.persist(entry);
    entityManager.flush();
    tellPeople.tell(entry);
    if (now == InvoiceState.PAID) {
      var payload = facts.of(request.id()).add("invoice", json(invoice));
      outbox.append(request.id(), "payment.received", payload.build(), connector.key());
    }
  }

  private static Invoice invoice(SystemWord word) {
    SystemWord.InvoiceWord said = word.invoice();
    PaymentMeans means = said.means() == null ? UNKNOWN : said.means();
    return new Invoice(
        word.externalId(),
        said.number(),
        said.amount(),
        said.currency(),
        said.dueOn(),
        said.paidOn(),
        said.state().toUpperCase(Locale.ROOT),
        said.url(),
        means.name(),
        means.lastFour());
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
    LocalDate paidOn = invoice.paidOn() == null ? LocalDate.now() : invoice.paidOn();
    return Json.createObjectBuilder()
        .add("externalId", invoice.externalId())
        .add(
            "number",
            invoice.number() == null ? JsonValue.NULL : Json.createValue(invoice.number()))
        .add("amount", invoice.amount())
        .add("currency", invoice.currency())
        .add("paidOn", paidOn.toString());
  }
}
