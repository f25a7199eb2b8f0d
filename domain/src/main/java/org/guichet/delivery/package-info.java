/**
 * The outbox, the delivery ledger, connectors and their secrets: how what happened reaches company
 * systems, and what became of it. It knows requests by their keys only.
 */
package org.guichet.delivery;
