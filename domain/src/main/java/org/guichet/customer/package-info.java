/**
 * Customers and their organizations as staff know them: found by any part of a name, with their
 * requests, notes, and who sees what. Calls {@code access}, {@code directory}, {@code invoice} and
 * {@code audit}.
 */
package org.guichet.customer;
