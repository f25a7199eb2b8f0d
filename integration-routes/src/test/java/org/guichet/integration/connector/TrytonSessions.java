package org.guichet.integration.connector;

import java.io.IOException;
import org.guichet.peer.Peer;

/** Ends every session of a Tryton that does not run, as its administrator may. */
final class TrytonSessions {
  private TrytonSessions() {}

  static void forgetAll(Peer tryton) throws IOException {
    String database = tryton.folder().resolve("db/erp.sqlite").toString();
    Process python =
        new ProcessBuilder(
                "python3",
                "-c",
                "import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.execute('delete from ir_session'); d.commit()",
                database)
            .inheritIO()
            .start();
    try {
      if (python.waitFor() != 0) {
        throw new IllegalStateException("the sessions could not be ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
