package org.guichet.invoice;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * An invoice as the invoicing system last described it.
 *
 * @param number null while it is a draft
 * @param currency ISO 4217
 * @param state an {@link InvoiceState}
 * @param means by what it was paid, without digits; null when the system does not say
 * @param lastFour the last four digits of that means; null when they are not known
 */
public record Invoice(
    String externalId,
    String number,
    BigDecimal amount,
    String currency,
    LocalDate dueOn,
    LocalDate paidOn,
    String state,
    String url,
    String means,
    String lastFour)
    implements Serializable {
  private static final Pattern WEB = Pattern.compile("https?://[^\\s\"'<>\\p{Cntrl}]+");

  public InvoiceState invoiceState() {
    return InvoiceState.valueOf(state);
  }

  /** Whether it should have been paid before that day. */
  public boolean isOverdue(LocalDate today) {
    return invoiceState() == InvoiceState.ISSUED && dueOn != null && dueOn.isBefore(today);
  }

  /** Where it can be paid; null when it is not to pay, or when that is no web address. */
  public String payUrl() {
    return invoiceState() == InvoiceState.ISSUED && url != null && WEB.matcher(url).matches()
        ? url
        : null;
  }
}
