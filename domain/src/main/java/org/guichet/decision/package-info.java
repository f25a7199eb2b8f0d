/**
 * What waits for somebody's decision and how it is decided, by people or by a system's
 * confirmation; and who is reminded. Acts on requests; the stages themselves are in {@code stage}.
 */
package org.guichet.decision;
