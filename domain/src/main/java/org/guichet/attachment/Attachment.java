package org.guichet.attachment;

import java.io.Serializable;
import java.util.UUID;

/**
 * A file that came with a request.
 *
 * @param name cleaned: no path, no control or direction characters
 * @param mediaType by its content, not by what the browser said
 * @param size in bytes
 * @param sha256 of the content, hexadecimal
 * @param message key of the message that it came with; null when it came with the request
 */
public record Attachment(
    UUID id, String name, String mediaType, long size, String sha256, Long message)
    implements Serializable {}
