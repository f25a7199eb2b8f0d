/** What staff keep and do beside a request, on its page at the desk. */
package org.guichet.portal.work;
