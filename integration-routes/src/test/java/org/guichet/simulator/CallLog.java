package org.guichet.simulator;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last calls of other programs, with the status they got: 0 where the connection was cut. */
final class CallLog {
  private static final int KEPT = 2000;

  private final Deque<JsonObject> calls = new ArrayDeque<>();

  synchronized void add(Call call, int status) {
    if (calls.size() == KEPT) {
      calls.removeFirst();
    }
    var entry =
        JsonText.object()
            .add("method", call.method())
            .add("path", call.address())
            .add("status", status)
            .add("at", Instant.now().toString());
    if (call.header("Idempotency-Key") == null) {
      entry.addNull("idempotencyKey");
    } else {
      entry.add("idempotencyKey", call.header("Idempotency-Key"));
    }
    calls.addLast(entry.build());
  }

  synchronized List<JsonObject> all() {
    return List.copyOf(calls);
  }

  synchronized void clear() {
    calls.clear();
  }
}
