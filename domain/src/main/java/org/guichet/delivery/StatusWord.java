package org.guichet.delivery;

import jakarta.json.JsonObject;
import java.io.Serializable;
import org.guichet.shared.JsonText;
import org.guichet.shared.LocalizedText;

/**
 * What a system's word means here.
 *
 * @param label what people read; null when they read the word itself
 * @param request name of the request status it leads to; null when it leads to none
 */
public record StatusWord(LocalizedText label, String request) implements Serializable {

  static StatusWord of(JsonObject json) {
    LocalizedText label =
        json.get("label") instanceof JsonObject texts ? LocalizedText.of(texts) : null;
    return new StatusWord(label, JsonText.string(json, "request"));
  }
}
