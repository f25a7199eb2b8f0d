package org.guichet.integration.connector;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.util.Map;
import org.guichet.integration.connector.CallFailed.Reason;
import org.guichet.shared.JsonText;

/**
 * A refusal behind a success status, as Kamelets tell it: {@code {"problem": {"kind": "refused",
 * "says": "…"}}}.
 */
final class Problem {
  private static final Map<String, Reason> KINDS =
      Map.of(
          "refused", Reason.DECLINED,
          "later", Reason.NOT_NOW,
          "credentials", Reason.CREDENTIALS,
          "gone", Reason.GONE);

  private Problem() {}

  /** Throws the refusal that is in the answer, if one is. */
  static void in(String answer) throws CallFailed {
    if (answer == null || !answer.contains("\"problem\"")) {
      return; // nearly always: nothing is parsed for it
    }
    JsonObject problem = problem(answer);
    if (problem != null) {
      Reason reason = KINDS.getOrDefault(JsonText.string(problem, "kind"), Reason.NOT_UNDERSTOOD);
      throw CallFailed.because(reason, answer, null);
    }
  }

  private static JsonObject problem(String answer) {
    try {
      return JsonText.object(answer).get("problem") instanceof JsonObject problem
              && problem.containsKey("kind")
          ? problem
          : null;
    } catch (JsonException e) {
      return null; // a list, or no JSON at all: somebody else's matter
    }
  }
}
