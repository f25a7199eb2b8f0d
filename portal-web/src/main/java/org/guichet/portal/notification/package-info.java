/** What the reader was told: the bell on every page, the list, and the end of mails. */
package org.guichet.portal.notification;
