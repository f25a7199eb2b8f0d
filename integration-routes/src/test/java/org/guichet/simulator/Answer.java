package org.guichet.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** What goes back to a caller. */
record Answer(int status, Map<String, String> headers, byte[] body) {

  static Answer json(int status, JsonObject body) {
    return json(status, body.toString());
  }

  /** For the answers that are JSON in name only. */
  static Answer json(int status, String body) {
    return new Answer(status, Map.of("Content-Type", "application/json"), body.getBytes(UTF_8));
  }

  static Answer error(int status, String message) {
    return json(status, JsonText.object().add("error", message).build());
  }

  static Answer html(int status, String page) {
    return new Answer(
        status,
        Map.of(
            "Content-Type", "text/html; charset=utf-8",
            "Cache-Control", "no-store",
            "Content-Security-Policy",
                "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'"),
        page.getBytes(UTF_8));
  }

  /** After a form: a reload must not send it again. */
  static Answer seeOther(String address) {
    return new Answer(303, Map.of("Location", address), new byte[0]);
  }

  Answer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }
}
