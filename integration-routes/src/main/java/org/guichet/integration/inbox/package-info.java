/**
 * Takes in what systems tell us, by webhook or because they were asked, and has it applied by the
 * domain.
 */
package org.guichet.integration.inbox;
