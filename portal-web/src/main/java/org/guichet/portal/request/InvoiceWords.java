package org.guichet.portal.request;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.guichet.invoice.Invoice;
import org.guichet.portal.shared.Words;

/** How an invoice reads. */
@Named
@RequestScoped
public class InvoiceWords {
  @Inject Words words;

  public String state(Invoice invoice) {
    return words.of("invoice." + invoice.invoiceState());
  }

  public String icon(Invoice invoice) {
    return switch (invoice.invoiceState()) {
      case PAID -> "check";
      case CANCELLED -> "slash";
      case DRAFT, ISSUED -> "clock";
    };
  }

  public String tone(Invoice invoice) {
    return switch (invoice.invoiceState()) {
      case PAID -> "ok";
      case ISSUED -> "warn";
      case DRAFT, CANCELLED -> "mute";
    };
  }

  /** Due on, or paid on; empty when the invoicing system does not say. */
  public String when(Invoice invoice) {
    if (invoice.paidOn() != null) {
      return words.of("invoice.paidOn", words.date(invoice.paidOn()));
    }
    return invoice.dueOn() == null ? "" : words.of("invoice.dueOn", words.date(invoice.dueOn()));
  }
}
