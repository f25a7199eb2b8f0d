package org.guichet.request;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * What a person sends in.
 *
 * @param typeKey the service asked for
 * @param fields what he typed, by input of its form
 * @param draft the draft that holds his files; sending the same draft twice makes one request
 * @param language in which he reads: mails about the request are written in it
 */
public record Submission(String typeKey, Map<String, String> fields, UUID draft, Locale language) {

  /** In English, as machines write. */
  public Submission(String typeKey, Map<String, String> fields, UUID draft) {
    this(typeKey, fields, draft, Locale.ENGLISH);
  }
}
