package org.guichet.bulletin;

import java.io.Serializable;
import java.time.Instant;
import org.guichet.shared.LocalizedText;

/**
 * One announcement of the company.
 *
 * @param since from when on it is shown
 */
public record Bulletin(LocalizedText title, LocalizedText body, Instant since)
    implements Serializable {}
