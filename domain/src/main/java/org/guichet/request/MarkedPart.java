package org.guichet.request;

import java.io.Serializable;

/**
 * A piece of a text that a search found.
 *
 * @param marked whether it is one of the words searched for
 */
public record MarkedPart(String text, boolean marked) implements Serializable {}
