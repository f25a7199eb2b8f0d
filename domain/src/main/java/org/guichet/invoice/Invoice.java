package org.guichet.invoice;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An invoice as the invoicing system last described it.
 *
 * @param number null while it is a draft
 * @param currency ISO 4217
 * @param state an {@link InvoiceState}
 */
public record Invoice(
    String externalId,
    String number,
    BigDecimal amount,
    String currency,
    LocalDate dueOn,
    LocalDate paidOn,
    String state,
    String url)
    implements Serializable {

  public InvoiceState invoiceState() {
    return InvoiceState.valueOf(state);
  }
}
