/**
 * What company systems tell us: stored before it is answered, each message once, applied in order.
 * Calls {@code request}, {@code invoice} and {@code delivery}.
 */
package org.guichet.inbox;
