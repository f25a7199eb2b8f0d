package org.guichet.request;

import java.util.Map;
import java.util.UUID;

/**
 * What a person sends in.
 *
 * @param typeKey the service asked for
 * @param fields what he typed, by field of its form
 * @param draft the draft that holds his files; sending the same draft twice makes one request
 */
public record Submission(String typeKey, Map<String, String> fields, UUID draft) {}
