/**
 * Tells open pages to look again. Whoever may see a request may watch it; the messages carry its
 * number and nothing else, the page then reads anew with its reader's rights. Colleagues at the
 * same request also hear of each other: who looks, who writes, never what.
 */
package org.guichet.portal.live;
