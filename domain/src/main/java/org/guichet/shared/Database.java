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
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/**
 * The one data source as the container gives it: JPA for aggregates, Jdbi for lists and for the
 * ledger. Both take part in the transaction of the caller.
 */
@ApplicationScoped
public class Database {
  private static final String DATA_SOURCE = "jdbc/guichet";

  @Resource(lookup = DATA_SOURCE)
  private DataSource dataSource;

  @PersistenceContext(unitName = "guichet")
  private EntityManager entityManager;

  private Jdbi jdbi;

  /**
   * Brings the schema up to date before anything else runs. Both applications call it; the second
   * finds it done.
   */
  void migrate(@Observes @Priority(1) @Initialized(ApplicationScoped.class) Object event)
      throws NamingException {
    // Injection of resources is not ready this early; the plain look-up is.
    migrate((DataSource) new InitialContext().lookup(DATA_SOURCE));
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
      jdbi = Jdbi.create(dataSource);
    }
    return jdbi;
  }

  @Produces
  @Dependent
  EntityManager entityManager() {
    return entityManager;
  }
}
