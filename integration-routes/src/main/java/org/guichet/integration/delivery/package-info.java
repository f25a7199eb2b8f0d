/**
 * Carries deliveries from the ledger to the systems: the dispatcher, one attempt, what its end
 * means. All state is the domain's ledger; nothing here survives a restart, and nothing has to.
 */
package org.guichet.integration.delivery;
