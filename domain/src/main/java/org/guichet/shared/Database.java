package org.guichet.shared;

import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Cleanable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The one data source as the container gives it: JPA for aggregates, Jdbi for lists and for the
 * ledger. Both take part in the transaction of the caller.
 */
@ApplicationScoped
public class Database {
  private static final String DATA_SOURCE = "jdbc/guichet";

  @PersistenceContext(unitName = "guichet")
  private EntityManager entityManager;

  @Resource private TransactionSynchronizationRegistry transactions;

  private Jdbi jdbi;

  /**
   * Brings the schema up to date before anything else runs. Both applications call it; the second
   * finds it done. Static, because the injection into this bean is not ready so early.
   */
  static void migrate(@Observes @Priority(1) @Initialized(ApplicationScoped.class) Object event) {
    PGSimpleDataSource patient = new PGSimpleDataSource();
    Settings settings = new Settings();
    patient.setUrl(settings.databaseUrl());
    patient.setUser(settings.databaseUser());
    patient.setPassword(settings.databasePassword());
    migrate(patient); // the pool gives up what takes a minute, which a change of large tables may
    loadParsers(patient);
  }

  /**
   * The server closes and opens the application's jars while it deploys. A thread in the background
   * that runs the first statement at that instant fails within the initializer of a parser, and
   * then each statement fails until the next start. So the deploying thread runs the first.
   */
  private static void loadParsers(DataSource dataSource) {
    Jdbi.create(dataSource)
        .withHandle(
            handle -> handle.createQuery("select :one").bind("one", 1).mapTo(Integer.class).one());
  }

  private static DataSource dataSource() {
    try {
      return (DataSource) new InitialContext().lookup(DATA_SOURCE);
    } catch (NamingException e) {
      throw new IllegalStateException("guichet: ERROR there is no data source " + DATA_SOURCE, e);
    }
  }

  /**
   * Brings the schema of that database up to date.
   *
   * @throws org.flywaydb.core.api.FlywayException when a migration fails; the database is then as
   *     before it
   */
  public static void migrate(DataSource dataSource) {
    Flyway.configure(Database.class.getClassLoader())
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }

  @Produces
  @Dependent
  synchronized Jdbi jdbi() {
    if (jdbi == null) {
      jdbi = Jdbi.create(new OneConnection(dataSource()));
    }
    return jdbi;
  }

  @Produces
  @Dependent
  EntityManager entityManager() {
    return entityManager;
  }

  /**
   * Within a transaction Jdbi speaks on the connection of JPA. With one of its own for each, all
   * connections of the pool may be in hands that wait for a second one.
   */
  private final class OneConnection implements ConnectionFactory {
    private final DataSource pool;

    private OneConnection(DataSource pool) {
      this.pool = pool;
    }

    private boolean isShared() {
      return transactions.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
    }

    @Override
    public Connection openConnection() throws SQLException {
      return isShared() ? entityManager.unwrap(Connection.class) : pool.getConnection();
    }

    @Override
    public Cleanable getCleanableFor(Connection connection) {
      return isShared() ? () -> {} : connection::close; // JPA's lives until the transaction ends
    }
  }

  /**
   * Lets PostgreSQL plan each statement of the surrounding transaction once for all values. For
   * statements that thousands of deliveries pass through, written so that one plan fits all: left
   * to itself it compares estimates, and plans a claim anew each time, which costs as much as the
   * claim.
   */
  public static void keepPlans(Handle handle) {
    handle.execute("set local plan_cache_mode = force_generic_plan");
  }

  /**
   * Whether a statement failed because of its data (classes 22, 23 and 54 of SQLSTATE): it would
   * fail again, and nothing is wrong with the database.
   */
  public static boolean refusesContent(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refusal
          && String.valueOf(refusal.getSQLState()).matches("(22|23|54).{3}")) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a statement failed because the database cannot be reached, is just stopping or
   * starting, or has no connection left: it may succeed later.
   */
  public static boolean isAway(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refusal
          && (refusal.getSQLState() == null || refusal.getSQLState().matches("(08|57P|53).*"))) {
        return true;
      }
    }
    return false;
  }

  /** Whether a statement lost against another at the same time, and would succeed if repeated. */
  public static boolean lostARace(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException refusal
          && ("40P01".equals(refusal.getSQLState()) || "40001".equals(refusal.getSQLState()))) {
        return true;
      }
    }
    return false;
  }
}
