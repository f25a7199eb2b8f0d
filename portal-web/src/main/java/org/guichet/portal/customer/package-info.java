/** The directory of customers and organizations, for staff, and requests filed on the telephone. */
package org.guichet.portal.customer;
