package org.guichet.demo;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Steps that do not need each other. */
final class Together {
  /** One of them. */
  interface Step {
    /** Does it, or says why not. */
    void run() throws IOException;
  }

  private Together() {}

  /**
   * Runs them at the same time.
   *
   * @throws CompletionException as soon as one fails
   */
  static void run(Step... steps) {
    CompletableFuture<Void> failed = new CompletableFuture<>();
    CompletableFuture<?>[] running = new CompletableFuture<?>[steps.length];
    for (int i = 0; i < steps.length; i++) {
      Step step = steps[i];
      running[i] =
          CompletableFuture.runAsync(() -> run(step), task -> new Thread(task, "step").start());
      running[i].exceptionally(
          reason -> {
            failed.completeExceptionally(reason);
            return null;
          });
    }
    CompletableFuture.anyOf(failed, CompletableFuture.allOf(running)).join();
  }

  private static void run(Step step) {
    try {
      step.run();
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
