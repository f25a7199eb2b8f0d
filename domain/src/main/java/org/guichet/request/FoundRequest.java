package org.guichet.request;

import java.io.Serializable;
import java.util.List;

/**
 * A request that a search found, with the words it was found by.
 *
 * @param subject in parts
 * @param excerpt of what was written, around the first of the words; empty when they stand in the
 *     subject or in a number
 */
public record FoundRequest(RequestRow row, List<MarkedPart> subject, List<MarkedPart> excerpt)
    implements Serializable {}
