package org.guichet.invoice;

/** Where an invoice stands in the invoicing system. Customers see it from ISSUED on. */
public enum InvoiceState {
  DRAFT,
  ISSUED,
  PAID,
  CANCELLED
}
