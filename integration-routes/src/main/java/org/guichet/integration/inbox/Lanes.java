package org.guichet.integration.inbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * Runs work for each connector beside that of the others, one piece at a time: a slow system holds
 * up nobody but itself.
 */
final class Lanes {
  private final Set<Integer> busy = ConcurrentHashMap.newKeySet();
  private final ExecutorService workers;

  Lanes(ThreadFactory threads) {
    workers = Executors.newCachedThreadPool(threads);
  }

  /** Does the work, unless that connector's last piece is still being done. */
  void run(int connectorId, Runnable work) {
    if (!busy.add(connectorId)) {
      return;
    }
    try {
      workers.execute(
          () -> {
            try {
              work.run();
            } finally {
              busy.remove(connectorId);
            }
          });
    } catch (RuntimeException e) {
      busy.remove(connectorId); // shut down meanwhile
      throw e;
    }
  }

  void close() {
    workers.shutdownNow();
  }
}
