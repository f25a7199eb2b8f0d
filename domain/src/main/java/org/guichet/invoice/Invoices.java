package org.guichet.invoice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.invoice.InvoiceFilter.Show;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/** The invoices of requests: kept in the invoicing system, shown here. */
@ApplicationScoped
public class Invoices {
  private static final String COLUMNS =
      "external_id, number, amount, currency, due_on, paid_on, state, url, means, last_four";

  /** Counts stop here, as those of requests do. */
  public static final int MOST_COUNTED = 1_000;

  private static final int MOST_ROWS = 200;

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

  /**
   * Invoices of the viewer's own requests, and of those of an organization that he manages.
   *
   * @param limit most rows, 200 at most
   */
  public List<InvoiceRow> list(Viewer viewer, InvoiceFilter filter, int limit) {
    Visibility owner = Visibility.asOwner(viewer);
    String way = filter.isAscending() ? "" : " desc";
    String behind =
        filter.after() == null
            ? ""
            : " and (%s, i.id) %s (:day, :id)"
                .formatted(filter.day(), filter.isAscending() ? ">" : "<");
    String sql =
        "select i.id, %s as day, r.number as request, r.subject, p.name as requester,"
                .formatted(filter.day())
            + " i.external_id, i.number, i.amount, i.currency, i.due_on, i.paid_on, i.state, i.url, i.means, i.last_four"
            + " from invoice i join service_request r on r.id = i.request_id join person p on p.id = r.requester_id where "
            + InvoiceFilter.condition(filter.show())
            + " and "
            + owner.of("r")
            + behind
            + " order by day%s, i.id%s limit :limit".formatted(way, way);
    return jdbi.withHandle(
        handle -> {
          Query query =
              owner
                  .bind(handle.createQuery(sql))
                  .bind("today", filter.today())
                  .bind("limit", Math.min(limit, MOST_ROWS));
          if (filter.after() != null) {
            query.bind("day", filter.after().day()).bind("id", filter.after().id());
          }
          return query.map(ConstructorMapper.of(InvoiceRow.class)).list();
        });
  }

  /**
   * How many invoices each list has for this viewer, at most {@link #MOST_COUNTED} each.
   *
   * @param today by which day they are overdue
   */
  public Map<Show, Integer> counts(Viewer viewer, LocalDate today) {
    Visibility owner = Visibility.asOwner(viewer);
    String sql =
        Arrays.stream(Show.values())
            .map(
                show ->
                    "select '%s' as show, count(*) as many from (select 1 from invoice i"
                            .formatted(show)
                        + " join service_request r on r.id = i.request_id where %s and %s limit :most) counted"
                            .formatted(InvoiceFilter.condition(show), owner.of("r")))
            .collect(Collectors.joining(" union all "));
    return jdbi.withHandle(
        handle ->
            owner
                .bind(handle.createQuery(sql))
                .bind("today", today)
                .bind("most", MOST_COUNTED)
                .map(
                    (row, context) ->
                        Map.entry(Show.valueOf(row.getString("show")), row.getInt("many")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
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
                      + " state, url, means, last_four, changed_at) values (gen_random_uuid(), :request, :connector, :externalId, :number,"
                      + " :amount, :currency, :dueOn, :paidOn, :state, :url, :means, :lastFour, :changedAt)"
                      + " on conflict (connector_id, external_id) do update set number = excluded.number,"
                      + " amount = excluded.amount, currency = excluded.currency, due_on = excluded.due_on,"
                      + " paid_on = excluded.paid_on, state = excluded.state, url = excluded.url,"
                      + " means = excluded.means, last_four = excluded.last_four,"
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
