package org.guichet.integration.connector;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import org.guichet.integration.shared.Bell;

/**
 * Keeps the connections up to date on a thread of its own: making a route takes its time, and
 * deliveries of the others flow meanwhile.
 */
public final class ConnectionWatch {
  private static final Logger LOG = System.getLogger(ConnectionWatch.class.getName());

  /** How often the folder and the database are looked at although nothing was announced. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final Bell bell = new Bell();
  private final Connections connections;
  private final Runnable changed;
  private volatile boolean running;
  private Thread loop;
  private boolean troubled;

  /**
   * @param changed told after each look
   */
  public ConnectionWatch(Connections connections, Runnable changed) {
    this.connections = connections;
    this.changed = changed;
  }

  public void start(ThreadFactory threads) {
    running = true;
    loop = threads.newThread(this::work);
    loop.setName("guichet connections");
    loop.start();
  }

  public void stop() {
    running = false;
    bell.ring();
    try {
      loop.join(AGAIN.multipliedBy(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Something changed: looks at once. */
  public void look() {
    bell.ring();
  }

  private void work() {
    while (running && !Thread.currentThread().isInterrupted()) {
      bell.await(refresh());
    }
  }

  private Duration refresh() {
    try {
      connections.lookForKamelets();
      connections.refresh();
      troubled = false;
      changed.run();
      connections.keepCatalogue();
      return LOOK;
    } catch (RuntimeException e) {
      if (!troubled) { // once per trouble
        LOG.log(Level.WARNING, "Connectors cannot be read, trying again every second", e);
      }
      troubled = true;
      return AGAIN;
    }
  }
}
