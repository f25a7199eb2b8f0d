package org.guichet.demo;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.guichet.shared.Database;

/**
 * Makes the database ready before the portal starts: schema, repair company, and addresses that
 * moved since.
 */
final class DemoData {
  private DemoData() {}

  static void load(DataSource database, DemoSettings settings, DataDirectory data)
      throws IOException {
    migrate(database, settings);
    String issuer = settings.issuer();
    moveIdentities(database, data.exchange("issuer", issuer), issuer);
    RepairCompany.seed(database, data.masterKey(), issuer, settings.simulatorUrl());
    RepairCompany.seedMail(database, settings.smtpPort());
    if (settings.requests() > 0) {
      BelievableYears.fill(database, data.blobs(), settings.requests(), Instant.now());
    }
  }

  private static void migrate(DataSource database, DemoSettings settings) {
    try {
      Database.migrate(database);
    } catch (FlywayException e) {
      throw new DemoFailure(
          "The data in %s do not fit this version (%s): start afresh with -Dreset."
              .formatted(settings.data(), e.getMessage().lines().findFirst().orElse("")),
          e);
    }
  }

  /**
   * A person is known by issuer and subject: Keycloak on another port is another issuer of the same
   * people.
   */
  private static void moveIdentities(DataSource database, String from, String to) {
    if (from.equals(to)) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement("update person set issuer = ? where issuer = ?")) {
      update.setString(1, to);
      update.setString(2, from);
      update.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException("The people could not follow Keycloak to " + to, e);
    }
  }
}
