package org.guichet.keycloak;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What must be known and mended in Keycloak's database before it starts. */
final class KeycloakDatabase {
  private final String url;
  private final String user;
  private final String password;

  KeycloakDatabase(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  /**
   * Frees the lock of a schema update that was killed: Keycloak would wait for it for a quarter of
   * an hour. Nobody else uses the database now.
   *
   * @return whether the realm has to be imported
   */
  boolean prepare() {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      if (has(statement, "databasechangeloglock")) {
        statement.executeUpdate(
            "update databasechangeloglock set locked = false, lockgranted = null, lockedby = null");
      }
      return !has(statement, "realm") || !hasRealm(statement);
    } catch (SQLException e) {
      throw new IllegalStateException("Keycloak's database " + url + " does not answer", e);
    }
  }

  private static boolean has(Statement statement, String table) throws SQLException {
    return finds(statement, "select to_regclass('" + table + "') is not null");
  }

  private static boolean hasRealm(Statement statement) throws SQLException {
    return finds(
        statement, "select exists (select 1 from realm where name = '" + DemoRealm.NAME + "')");
  }

  private static boolean finds(Statement statement, String question) throws SQLException {
    try (ResultSet answer = statement.executeQuery(question)) {
      answer.next();
      return answer.getBoolean(1);
    }
  }
}
