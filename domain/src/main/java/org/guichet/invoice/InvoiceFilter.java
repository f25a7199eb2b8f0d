package org.guichet.invoice;

import java.io.Serializable;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Which invoices a list shows.
 *
 * @param show how far they are
 * @param today by which day they are overdue
 * @param after the last row of the page before; null for the first page
 */
public record InvoiceFilter(Show show, LocalDate today, Position after) implements Serializable {

  /** How far an invoice is. */
  public enum Show {
    /** To pay, the next due date first. */
    OPEN,
    /** To pay, and late. */
    OVERDUE,
    /** Paid, the last one first. */
    PAID,
    /** All but drafts, the newest first. */
    ALL
  }

  /** A place in the list: the day by which it goes, and the row of that day. */
  public record Position(LocalDate day, UUID id) implements Serializable {}

  /** The day by which the list goes, of an invoice that the query calls {@code i}. */
  String day() {
    return switch (show) {
      case OPEN, OVERDUE -> "coalesce(i.due_on, date '9999-12-31')";
      case PAID -> "coalesce(i.paid_on, (i.changed_at at time zone 'UTC')::date)";
      case ALL -> "coalesce(i.due_on, (i.changed_at at time zone 'UTC')::date)";
    };
  }

  boolean isAscending() {
    return show == Show.OPEN || show == Show.OVERDUE;
  }

  /** What an invoice must be. */
  static String condition(Show show) {
    return switch (show) {
      case OPEN -> "i.state = 'ISSUED'";
      case OVERDUE -> "i.state = 'ISSUED' and i.due_on < :today";
      case PAID -> "i.state = 'PAID'";
      case ALL -> "i.state <> 'DRAFT'";
    };
  }
}
