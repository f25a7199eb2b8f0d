/**
 * What staff do around a request: its checklist, the time they spent, how it belongs to others, and
 * making one of two, or two of one. Customers see none of it but a request that goes on elsewhere.
 * Calls {@code request}, {@code conversation}, {@code attachment} and {@code notification}.
 */
package org.guichet.work;
