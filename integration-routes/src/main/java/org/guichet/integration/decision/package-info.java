/** Lets stages be watched, on every node. */
package org.guichet.integration.decision;
