/** One request's page, the customer's and the staff's view of it, and the lists that lead there. */
package org.guichet.portal.request;
