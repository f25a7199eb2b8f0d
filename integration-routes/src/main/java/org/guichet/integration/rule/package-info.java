/** Asks the rules about what happened, on every node. */
package org.guichet.integration.rule;
