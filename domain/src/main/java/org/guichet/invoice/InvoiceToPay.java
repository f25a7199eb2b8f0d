package org.guichet.invoice;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * An invoice that waits for its customer, for a list of what is to do.
 *
 * @param number of the invoice
 * @param request number of the request it belongs to
 * @param subject of that request
 */
public record InvoiceToPay(
    String number,
    BigDecimal amount,
    String currency,
    LocalDate dueOn,
    String request,
    String subject)
    implements Serializable {}
