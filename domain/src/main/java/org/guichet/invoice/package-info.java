/** Invoices as the invoicing system last described them. */
package org.guichet.invoice;
