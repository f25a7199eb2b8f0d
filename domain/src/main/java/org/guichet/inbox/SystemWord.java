package org.guichet.inbox;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.guichet.invoice.PaymentMeans;
import org.guichet.request.Priority;

/**
 * What one of a system's records is now.
 *
 * @param externalId the record's number there
 * @param reference our request's number, for a record that we have not heard of; may be null
 * @param status the system's own word; null when it says nothing about it
 * @param priority how urgent it is there; null when it says nothing about it
 * @param changedAt when it became so, by the system's clock: an older word never replaces a newer
 *     one
 * @param invoice for records that are invoices, else null
 * @param messages what was written there; those that are known already are left out
 */
public record SystemWord(
    String externalId,
    String reference,
    String status,
    Priority priority,
    Instant changedAt,
    InvoiceWord invoice,
    List<MessageWord> messages)
    implements Word {

  /** The database keeps microseconds: a finer time would be newer than itself once it is stored. */
  public SystemWord {
    changedAt = changedAt.truncatedTo(ChronoUnit.MICROS);
    messages = List.copyOf(messages);
  }

  /** A word about a known record that brings no messages. */
  public SystemWord(String externalId, String status, Instant changedAt, InvoiceWord invoice) {
    this(externalId, null, status, null, changedAt, invoice, List.of());
  }

  @Override
  public String recordKey() {
    return externalId;
  }

  /**
   * An invoice as its system describes it.
   *
   * @param state draft, issued, paid or cancelled
   * @param currency ISO 4217
   * @param means by what it was paid; null when the system does not say
   */
  public record InvoiceWord(
      String number,
      BigDecimal amount,
      String currency,
      LocalDate dueOn,
      LocalDate paidOn,
      String state,
      String url,
      PaymentMeans means) {}

  /**
   * Something that was written in the system.
   *
   * @param id unique among the system's messages
   * @param author his name
   * @param at null when the system does not say
   * @param internal whether customers must not see it
   */
  public record MessageWord(String id, String author, String text, Instant at, boolean internal) {}
}
