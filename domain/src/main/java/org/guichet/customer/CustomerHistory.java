package org.guichet.customer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.guichet.invoice.InvoiceRow;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Query;

/** Requests and invoices of a person or an organization, as far as the viewer sees them. */
@ApplicationScoped
public class CustomerHistory {
  /** Counts stop here. */
  public static final int MOST_COUNTED = 1_000;

  private static final int MOST_ROWS = 200;
  private static final String OPEN =
      "r.status in ('SUBMITTED', 'IN_PROGRESS', 'WAITING_FOR_CUSTOMER')";

  private Jdbi jdbi;

  protected CustomerHistory() {}

  @Inject
  public CustomerHistory(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** A place in a list of requests, which goes by the last change. */
  public record Place(Instant at, UUID id) implements Serializable {}

  /**
   * Requests, last changed first.
   *
   * @param open whether those where work is to be done, or the others
   * @param after the last row of the page before; null for the first page
   * @throws NotAllowed for all but staff
   */
  public List<CustomerRequest> page(
      Viewer viewer, Whose whose, boolean open, Place after, int limit) {
    Customers.require(viewer);
    Visibility visible = Visibility.of(viewer);
    String sql =
        "select r.id, r.number, r.subject, r.status, p.name as requester, t.name as team, r.updated_at"
            + " from service_request r join person p on p.id = r.requester_id join team t on t.id = r.team_id where r.%s = :whose and "
                .formatted(whose.kind().ofRequest())
            + (open ? OPEN : "not " + OPEN)
            + " and "
            + visible.of("r")
            + (after == null ? "" : " and (r.updated_at, r.id) < (:afterAt, :afterId)")
            + " order by r.updated_at desc, r.id desc limit :limit";
    return jdbi.withHandle(
        handle -> {
          Query query = visible.bind(handle.createQuery(sql)).bind("whose", whose.id());
          if (after != null) {
            query.bind("afterAt", after.at()).bind("afterId", after.id());
          }
          return query
              .bind("limit", Math.min(limit, MOST_ROWS))
              .map(ConstructorMapper.of(CustomerRequest.class))
              .list();
        });
  }

  /**
   * How many there are.
   *
   * @throws NotAllowed for all but staff
   */
  public History of(Viewer viewer, Whose whose) {
    Customers.require(viewer);
    Visibility visible = Visibility.of(viewer);
    String counted =
        "(select count(*) from (select 1 from service_request r where r.%s = :whose and %s"
                .formatted(whose.kind().ofRequest(), visible.of("r"))
            + "%s limit :most) counted)";
    return jdbi.withHandle(
        handle ->
            visible
                .bind(
                    handle.createQuery(
                        "select "
                            + counted.formatted("")
                            + " as total, "
                            + counted.formatted(" and " + OPEN)
                            + " as open"))
                .bind("whose", whose.id())
                .bind("most", MOST_COUNTED)
                .map(ConstructorMapper.of(History.class))
                .one());
  }

  /**
   * The newest invoices of requests that the viewer sees at the desk, drafts left out.
   *
   * @throws NotAllowed for all but staff
   */
  public List<InvoiceRow> invoices(Viewer viewer, Whose whose, int limit) {
    Customers.require(viewer);
    Visibility desk = Visibility.atDesk(viewer);
    return jdbi.withHandle(
        handle ->
            desk.bind(
                    handle.createQuery(
                        "select i.id, coalesce(i.due_on, (i.changed_at at time zone 'UTC')::date) as day,"
                            + " r.number as request, r.subject, p.name as requester, i.external_id, i.number, i.amount,"
                            + " i.currency, i.due_on, i.paid_on, i.state, i.url, i.means, i.last_four"
                            + " from service_request r join invoice i on i.request_id = r.id join person p on p.id = r.requester_id where r.%s = :whose"
                                .formatted(whose.kind().ofRequest())
                            + " and i.state <> 'DRAFT' and "
                            + desk.of("r")
                            + " order by day desc, i.id desc limit :limit"))
                .bind("whose", whose.id())
                .bind("limit", Math.min(limit, MOST_ROWS))
                .map(ConstructorMapper.of(InvoiceRow.class))
                .list());
  }
}
