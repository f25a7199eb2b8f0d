/** The list of deliveries for supervisors and IT: what waits, what stopped and why, and Retry. */
package org.guichet.portal.delivery;
