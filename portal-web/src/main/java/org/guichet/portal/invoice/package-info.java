/** The customer's invoices and how they read. */
package org.guichet.portal.invoice;
