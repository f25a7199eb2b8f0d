package org.guichet.shared;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Shutdown;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears what other processes announce and fires it as a CDI event here. It holds one connection of
 * its own, not one of the pool, and connects again when it is lost; then it announces everything
 * once, as nobody knows what it missed.
 */
@ApplicationScoped
public class AnnouncementListener {
  private static final Logger LOG = System.getLogger(AnnouncementListener.class.getName());
  private static final int WAIT_MILLIS = 10_000;
  private static final int RECONNECT_MILLIS = 1_000;
  private static final int PROBE_SECONDS = 5;

  @Resource private ManagedExecutorService executor;
  @Inject private Settings settings;
  @Inject private Event<Announcement> announcements;
  private volatile boolean running;
  private volatile Connection connection;

  /**
   * Begins to listen. Each application calls it when its web context begins: at the CDI container's
   * start resources cannot be injected yet.
   */
  public void start() {
    running = true;
    executor.execute(this::listen);
  }

  void stop(@Observes Shutdown shutdown) {
    running = false;
    close();
  }

  private void listen() {
    while (running) {
      try {
        connect();
        catchUp();
        while (running) {
          PGNotification[] heard = heard();
          for (PGNotification notification : heard) {
            hear(notification.getParameter());
          }
          if (heard.length == 0) {
            requireConnection();
          }
        }
      } catch (SQLException | RuntimeException e) {
        if (running) {
          LOG.log(
              Level.WARNING,
              "The database connection for announcements is lost, connecting again: {0}",
              e.getMessage());
          pause();
        }
      } finally {
        close();
      }
    }
  }

  private void connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", settings.databaseUser());
    properties.setProperty("password", settings.databasePassword());
    properties.setProperty("ApplicationName", "guichet listener");
    properties.setProperty("tcpKeepAlive", "true");
    connection = new Driver().connect(settings.databaseUrl(), properties);
    try (var statement = connection.createStatement()) {
      statement.execute("listen " + Announcement.CHANNEL);
    }
  }

  private PGNotification[] heard() throws SQLException {
    PGNotification[] heard = connection.unwrap(PGConnection.class).getNotifications(WAIT_MILLIS);
    return heard == null ? new PGNotification[0] : heard;
  }

  /** A connection that died without a word would be silence for hours. */
  private void requireConnection() throws SQLException {
    if (!connection.isValid(PROBE_SECONDS)) {
      throw new SQLException("it does not answer any more");
    }
  }

  /** A newer version of ourselves may announce what we do not know yet. */
  private void hear(String payload) {
    try {
      fire(Announcement.parse(payload));
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "An announcement was not understood: {0}", payload);
    }
  }

  private void catchUp() {
    for (Announcement.Topic topic : Announcement.Topic.values()) {
      fire(Announcement.of(topic));
    }
  }

  private void fire(Announcement announcement) {
    try {
      announcements.fire(announcement);
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING, "Somebody could not follow the announcement " + announcement.topic(), e);
    }
  }

  private void pause() {
    try {
      Thread.sleep(RECONNECT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }

  private void close() {
    Connection open = connection;
    connection = null;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.log(Level.DEBUG, "The lost connection could not be closed", e);
      }
    }
  }
}
