/** Lets deadlines be watched, on every node. */
package org.guichet.integration.escalation;
