package org.guichet.draft;

import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.guichet.shared.LocalizedText;

/**
 * A draft in a list.
 *
 * @param service key of the service
 * @param name of the service
 * @param title what was typed so far; may be empty
 */
public record DraftRow(
    UUID id, String service, LocalizedText name, String icon, String title, Instant savedAt)
    implements Serializable {}
