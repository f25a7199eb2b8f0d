package org.guichet.inbox;

import java.util.Locale;
import java.util.Map;

/**
 * A machine asks for a request: a device that reports a fault.
 *
 * @param type key of the service
 * @param subject its first line; may be null
 * @param text what is wrong
 * @param fields values for the service's form, by field; may be empty
 * @param email of the person for whom it is; null for the connector's own
 * @param device name of the device; may be null
 * @param fold reports of one key are one request as long as it is open; null: each is one
 */
public record MachineReport(
    String type,
    String subject,
    String text,
    Map<String, String> fields,
    String email,
    String device,
    String fold)
    implements Word {

  /** What makes two reports the same: the key, of the same person. */
  String foldKey() {
    return email == null ? fold : email.strip().toLowerCase(Locale.ROOT) + " " + fold;
  }

  @Override
  public String recordKey() {
    return null;
  }
}
