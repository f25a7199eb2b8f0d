/**
 * Erasure of a person on his request: who he was goes, what the accounts need stays. The audit
 * trail stays as it is, too (ADR 27).
 */
package org.guichet.erasure;
