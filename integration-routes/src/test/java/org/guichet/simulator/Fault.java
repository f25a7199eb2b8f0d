package org.guichet.simulator;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** A way to misbehave, for a while. */
record Fault(String mode, Instant until, int retryAfter, long delayMs) {
  static final Fault NONE = new Fault("none", Instant.MAX, 0, 0);

  /** Each mode and what it does, as its knob says it. */
  static final Map<String, String> MODES = new LinkedHashMap<>();

  static {
    MODES.put("none", "Works as it should");
    MODES.put("slow", "Does the work at once, answers late");
    MODES.put("429", "Too many requests, with Retry-After");
    MODES.put("500", "Internal error");
    MODES.put("422", "Refuses what it is sent");
    MODES.put("401", "Refuses the credentials");
    MODES.put("reset", "Does the work, then cuts the connection without an answer");
    MODES.put("bad-json", "Does nothing, answers 200 with broken JSON");
    MODES.put("down", "Does nothing, cuts every connection");
    MODES.put("duplicate-webhook", "Sends each webhook twice");
    MODES.put("out-of-order-webhook", "Holds a change back until the next one has been announced");
  }

  static Fault of(String mode, long seconds, int retryAfter, long delayMs) {
    if (!MODES.containsKey(mode)) {
      throw new Refusal(422, "mode is one of " + String.join(", ", MODES.keySet()));
    }
    return mode.equals("none")
        ? NONE
        : new Fault(mode, Instant.now().plusSeconds(seconds), retryAfter, delayMs);
  }

  boolean is(String other) {
    return mode.equals(other);
  }

  boolean isOver() {
    return !Instant.now().isBefore(until);
  }

  long secondsLeft() {
    return this == NONE ? 0 : Math.max(0, Duration.between(Instant.now(), until).toSeconds() + 1);
  }

  /** The answer this fault gives in place of the system's own; null where the system still acts. */
  Answer instead() {
    return switch (mode) {
      case "429" ->
          Answer.error(429, "too many requests").with("Retry-After", String.valueOf(retryAfter));
      case "500" -> Answer.error(500, "internal error");
      case "422" -> Answer.error(422, "vatId missing");
      case "401" -> Answer.error(401, "credentials refused");
      case "bad-json" -> Answer.json(200, "{\"id\":\"HD-");
      default -> null;
    };
  }

  JsonObject toJson() {
    return JsonText.object()
        .add("mode", mode)
        .add("seconds", secondsLeft())
        .add("retryAfter", retryAfter)
        .add("delayMs", delayMs)
        .build();
  }
}
