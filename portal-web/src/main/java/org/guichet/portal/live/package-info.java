/**
 * Tells open pages to look again. Whoever may see a request may watch it; the messages carry its
 * number and nothing else, the page then reads anew with its reader's rights.
 */
package org.guichet.portal.live;
