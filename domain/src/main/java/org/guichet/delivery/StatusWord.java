package org.guichet.delivery;

import jakarta.json.JsonObject;
import java.io.Serializable;
import org.guichet.shared.JsonText;
import org.guichet.shared.LocalizedText;

/**
 * What a system's word means here.
 *
 * @param label what people read
 * @param request name of the request status it leads to; null when it leads to none
 */
public record StatusWord(LocalizedText label, String request) implements Serializable {

  static StatusWord of(JsonObject json) {
    return new StatusWord(
        LocalizedText.of(json.getJsonObject("label")), JsonText.string(json, "request"));
  }
}
