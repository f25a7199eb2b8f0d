/**
 * Requests that are being written: saved while typing, found again on every device, swept when
 * forgotten. Calls {@code catalogue} and {@code attachment}.
 */
package org.guichet.draft;
