package org.guichet.inbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * A message of a company system in our words: what one of its records is now.
 *
 * @param externalId the record's number there
 * @param status the system's own word
 * @param changedAt when it became so, by the system's clock: an older word never replaces a newer
 *     one
 * @param invoice for records that are invoices, else null
 */
public record SystemWord(String externalId, String status, Instant changedAt, InvoiceWord invoice) {

  /** The database keeps microseconds: a finer time would be newer than itself once it is stored. */
  public SystemWord {
    changedAt = changedAt.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * An invoice as its system describes it.
   *
   * @param state draft, issued, paid or cancelled
   * @param currency ISO 4217
   */
  public record InvoiceWord(
      String number,
      BigDecimal amount,
      String currency,
      LocalDate dueOn,
      LocalDate paidOn,
      String state,
      String url) {}
}
