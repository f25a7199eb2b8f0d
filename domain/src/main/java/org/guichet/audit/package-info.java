/** Who did what, append only. Called by every use case that changes something. */
package org.guichet.audit;
