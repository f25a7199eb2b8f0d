package org.guichet.invoice;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.UUID;
import org.jdbi.v3.core.mapper.Nested;

/**
 * One line of a list of invoices.
 *
 * @param day by which the list goes
 * @param request number of the request that it belongs to
 * @param subject of that request
 * @param requester who asked for it
 */
public record InvoiceRow(
    UUID id,
    @Nested Invoice invoice,
    LocalDate day,
    String request,
    String subject,
    String requester)
    implements Serializable {

  /** Its place in the list. */
  public InvoiceFilter.Position position() {
    return new InvoiceFilter.Position(day, id);
  }
}
