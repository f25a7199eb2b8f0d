package org.guichet.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.guichet.shared.Database;
import org.guichet.shared.TestDomain;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/**
 * A schema from before forms were data (V015) comes up to date, whatever languages its company has.
 */
class CategoryKeyIT {

  @Test
  void aCategoryWithoutAnEnglishNameGetsItsKeyFromAnother() throws Exception {
    try (TestDomain domain = TestDomain.start()) {
      Jdbi jdbi = Jdbi.create(domain.dataSource());
      jdbi.useHandle(handle -> handle.execute("drop schema public cascade; create schema public"));
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(domain.dataSource())
          .locations("classpath:db/migration")
          .target("14")
          .load()
          .migrate();
      jdbi.useHandle(
          handle -> {
            handle.execute("insert into team values (gen_random_uuid(), 'atelier', 'Atelier')");
            handle.execute(
                "insert into request_type (id, key, category, name, summary, icon, form, team_id, position)"
                    + " select gen_random_uuid(), 'reparation', '{\"fr\": \"Postes de travail\"}', '{\"fr\": \"x\"}',"
                    + " '{\"fr\": \"x\"}', 'laptop', '{}', id, 1 from team");
          });

      Database.migrate(domain.dataSource());

      String key =
          jdbi.withHandle(
              handle ->
                  handle
                      .createQuery("select category_key from request_type")
                      .mapTo(String.class)
                      .one());
      assertThat(key).isEqualTo("postes-de-travail");
    }
  }
}
