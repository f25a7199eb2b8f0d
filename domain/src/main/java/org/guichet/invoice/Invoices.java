package org.guichet.invoice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The invoices of requests: kept in the invoicing system, shown here. */
@ApplicationScoped
public class Invoices {
  private static final String COLUMNS =
      "external_id, number, amount, currency, due_on, paid_on, state, url";

  private Jdbi jdbi;

  protected Invoices() {}

  @Inject
  public Invoices(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** The invoices of a request that the caller has found visible, drafts left out. */
  public List<Invoice> ofRequest(UUID request) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select "
                        + COLUMNS
                        + " from invoice where request_id = :request and state <> 'DRAFT' order by number")
                .bind("request", request)
                .map(ConstructorMapper.of(Invoice.class))
                .list());
  }

  /** What is to pay for requests of the viewer himself, the next due date first. */
  public List<InvoiceToPay> toPay(Viewer viewer, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select i.number, i.amount, i.currency, i.due_on, r.number as request, r.subject"
                        + " from invoice i join service_request r on r.id = i.request_id"
                        + " where i.state = 'ISSUED' and r.requester_id = :viewer"
                        + " order by i.due_on nulls last, i.number limit :limit")
                .bind("viewer", viewer.personId())
                .bind("limit", limit)
                .map(ConstructorMapper.of(InvoiceToPay.class))
                .list());
  }

  /**
   * Keeps what the invoicing system says. Part of the transaction that applies its word.
   *
   * @return the state it was in before; empty when it is new
   */
  public Optional<InvoiceState> keep(
      UUID request, int connectorId, Invoice invoice, Instant changedAt) {
    return jdbi.withHandle(
        handle -> {
          Optional<InvoiceState> before =
              handle
                  .createQuery(
                      "select state from invoice where connector_id = :connector and external_id = :externalId for update")
                  .bind("connector", connectorId)
                  .bind("externalId", invoice.externalId())
                  .mapTo(InvoiceState.class)
                  .findOne();
          handle
              .createUpdate(
                  "insert into invoice (id, request_id, connector_id, external_id, number, amount, currency, due_on, paid_on,"
                      + " state, url, changed_at) values (gen_random_uuid(), :request, :connector, :externalId, :number,"
                      + " :amount, :currency, :dueOn, :paidOn, :state, :url, :changedAt)"
                      + " on conflict (connector_id, external_id) do update set number = excluded.number,"
                      + " amount = excluded.amount, currency = excluded.currency, due_on = excluded.due_on,"
                      + " paid_on = excluded.paid_on, state = excluded.state, url = excluded.url,"
                      + " changed_at = excluded.changed_at")
              .bindMethods(invoice)
              .bind("request", request)
              .bind("connector", connectorId)
              .bind("changedAt", changedAt)
              .execute();
          return before;
        });
  }
}
