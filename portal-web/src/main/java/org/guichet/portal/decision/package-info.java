/** What waits for the reader's decision. */
package org.guichet.portal.decision;
