package org.guichet.shared;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A real PostgreSQL 18 for demo and tests, out of a Maven artifact. It is durable: the embedding
 * library switches fsync and synchronous_commit off, and a killed database would then lose accepted
 * requests.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  private static final String USER = "postgres";
  private final EmbeddedPostgres postgres;
  private final Path directory;

  private EmbeddedDatabase(EmbeddedPostgres postgres, Path directory) {
    this.postgres = postgres;
    this.directory = directory;
  }

  /**
   * Starts PostgreSQL on 127.0.0.1 and creates the databases that are missing.
   *
   * @param directory where its data live; kept on close, used again by the next start
   * @param port the port to listen on, 0 for a free one
   * @param databases names of the databases to have
   * @throws UncheckedIOException when it cannot start
   */
  public static EmbeddedDatabase start(Path directory, int port, String... databases) {
    try {
      Files.createDirectories(directory);
      Path log = directory.resolveSibling(directory.getFileName() + ".log");
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder()
              .setPort(port)
              .setDataDirectory(directory)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setPGStartupWait(Duration.ofSeconds(60))
              .setOutputRedirector(Redirect.appendTo(log.toFile()))
              .setErrorRedirector(Redirect.appendTo(log.toFile()))
              .setLocaleConfig("locale-provider", "builtin")
              .setLocaleConfig("builtin-locale", "C.UTF-8")
              .setLocaleConfig("locale", "C")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("max_connections", "100")
              .setServerConfig("shared_preload_libraries", "pg_stat_statements")
              .start();
      EmbeddedDatabase database = new EmbeddedDatabase(postgres, directory);
      for (String name : databases) {
        database.createDatabase(name);
      }
      return database;
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not start in " + directory, e);
    }
  }

  /** Creates the database of that name, if it is missing. */
  public void createDatabase(String name) {
    copyDatabase("template1", name);
  }

  /**
   * Creates the database of that name as a copy of another, if it is missing: much quicker than to
   * migrate each.
   *
   * @param original to which nobody is connected
   */
  public void copyDatabase(String original, String name) {
    try (Connection connection = dataSource(USER).getConnection();
        var find = connection.prepareStatement("select 1 from pg_database where datname = ?");
        var create = connection.createStatement()) {
      find.setString(1, name);
      if (!find.executeQuery().next()) {
        create.execute("create database \"" + name + "\" template \"" + original + "\"");
      }
    } catch (SQLException e) {
      throw new IllegalStateException("The database " + name + " could not be created", e);
    }
  }

  /** The JDBC address of one of its databases, without a user. */
  public String url(String database) {
    return "jdbc:postgresql://localhost:" + postgres.getPort() + "/" + database;
  }

  /** The user of all its databases; it has no password, the server listens on loopback only. */
  public String user() {
    return USER;
  }

  /** Connections to one of its databases, without a pool. */
  public DataSource dataSource(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(url(database));
    source.setUser(USER);
    return source;
  }

  /** The port it listens on. */
  public int port() {
    return postgres.getPort();
  }

  /** The process id of the postmaster, as PostgreSQL itself wrote it. */
  public long pid() {
    try {
      return Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid")).get(0).trim());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL did not stop", e);
    }
  }
}
