package org.guichet.draft;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A request that is being written.
 *
 * @param answers what was typed, by input of the form
 * @param version what the next save must name
 */
public record Draft(
    UUID id, String service, Map<String, String> answers, int version, Instant savedAt)
    implements Serializable {}
