package org.guichet.portal.invoice;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import org.guichet.invoice.Invoice;
import org.guichet.portal.shared.Reader;
import org.guichet.portal.shared.Words;

/** How an invoice reads. */
@Named
@RequestScoped
public class InvoiceWords {
  @Inject Words words;
  @Inject Reader reader;

  /** Its number; until it has one, what its system calls it. */
  public String number(Invoice invoice) {
    return invoice.number() == null ? invoice.externalId() : invoice.number();
  }

  public String state(Invoice invoice) {
    return words.of("invoice." + (isLate(invoice) ? "OVERDUE" : invoice.state()));
  }

  public String icon(Invoice invoice) {
    return switch (invoice.invoiceState()) {
      case PAID -> "check";
      case CANCELLED -> "slash";
      case DRAFT, ISSUED -> isLate(invoice) ? "warn" : "clock";
    };
  }

  public String tone(Invoice invoice) {
    return switch (invoice.invoiceState()) {
      case PAID -> "ok";
      case ISSUED -> isLate(invoice) ? "bad" : "warn";
      case DRAFT, CANCELLED -> "mute";
    };
  }

  /** Late by the reader's own day. */
  private boolean isLate(Invoice invoice) {
    return invoice.isOverdue(LocalDate.now(reader.getZone()));
  }

  /** Due on, or paid on; empty when the invoicing system does not say. */
  public String when(Invoice invoice) {
    if (invoice.paidOn() != null) {
      return words.of("invoice.paidOn", words.date(invoice.paidOn()));
    }
    return invoice.dueOn() == null ? "" : words.of("invoice.dueOn", words.date(invoice.dueOn()));
  }

  /** By what it was paid, with the last four digits at most; empty when nobody knows. */
  public String means(Invoice invoice) {
    if (invoice.lastFour() == null) {
      return invoice.means() == null ? "" : invoice.means();
    }
    return invoice.means() == null
        ? words.of("invoice.means.number", invoice.lastFour())
        : words.of("invoice.means", invoice.means(), invoice.lastFour());
  }
}
