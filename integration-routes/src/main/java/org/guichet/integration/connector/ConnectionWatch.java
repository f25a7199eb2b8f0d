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
  private ThreadFactory threads;
  private Thread loop;
  private boolean troubled;
  private volatile boolean hasBegun;

  /**
   * @param changed told after each look
   */
  public ConnectionWatch(Connections connections, Runnable changed) {
    this.connections = connections;
    this.changed = changed;
  }

  public void start(ThreadFactory threads) {
    running = true;
    this.threads = threads;
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

  /** The catalogue of others is large: nobody who changes a connector waits for it. */
  private void begin() {
    if (!hasBegun) {
      hasBegun = true;
      Thread catalogue = threads.newThread(this::keepCatalogue);
      catalogue.setName("guichet catalogue");
      catalogue.start();
    }
  }

  private void keepCatalogue() {
    try {
      connections.keepCatalogue();
    } catch (RuntimeException e) {
      if (running) {
        LOG.log(Level.WARNING, "The catalogue could not be read, trying again", e);
        hasBegun = false;
      }
    }
  }

  private Duration refresh() {
    try {
      connections.lookForKamelets();
      connections.refresh();
      troubled = false;
      changed.run();
      begin();
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
