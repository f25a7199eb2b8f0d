package org.guichet.directory;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The people who sign in. Identity comes from the identity provider; who manages an organization is
 * kept here.
 */
@ApplicationScoped
public class People {
  private static final List<String> CHOICES = List.of("language", "theme", "density", "shortcuts");

  private Jdbi jdbi;

  protected People() {}

  @Inject
  public People(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Notes that the person signed in: name, address and organizations as of now.
   *
   * @return our key of the person, the same at every sign-in
   */
  @Transactional
  public UUID signIn(Identity identity) {
    return jdbi.withHandle(
        handle -> {
          UUID person =
              handle
                  .createQuery(
                      "insert into person (id, issuer, subject, username, name, email)"
                          + " values (gen_random_uuid(), :issuer, :subject, :username, :name, coalesce(:email, ''))"
                          + " on conflict (issuer, subject) do update set username = excluded.username,"
                          + " name = excluded.name, email = excluded.email, updated_at = now() returning id")
                  .bindMethods(identity)
                  .mapTo(UUID.class)
                  .one();
          join(handle, person, List.copyOf(identity.organizations()));
          return person;
        });
  }

  /**
   * The identity provider says who belongs where; the mark "manager" of those who stay is ours and
   * stays.
   */
  private static void join(Handle handle, UUID person, List<String> aliases) {
    for (String alias : aliases) {
      handle
          .createUpdate(
              "insert into organization (id, alias, name) values (gen_random_uuid(), :alias, :alias)"
                  + " on conflict (alias) do nothing")
          .bind("alias", alias)
          .execute();
    }
    String belongs = aliases.isEmpty() ? "false" : "o.alias in (<aliases>)";
    var leave =
        handle
            .createUpdate(
                "delete from membership m using organization o"
                    + " where o.id = m.organization_id and m.person_id = :person and not ("
                    + belongs
                    + ")")
            .bind("person", person);
    var join =
        handle
            .createUpdate(
                "insert into membership (person_id, organization_id) select :person, o.id from organization o where "
                    + belongs
                    + " on conflict do nothing")
            .bind("person", person);
    if (!aliases.isEmpty()) {
      leave.bindList("aliases", aliases);
      join.bindList("aliases", aliases);
    }
    leave.execute();
    join.execute();
  }

  /**
   * The person with what the visibility rule needs, in one query.
   *
   * @param roles as the identity provider says them at this moment
   * @throws NotVisible when there is no such person
   */
  public Viewer viewer(UUID personId, Set<Role> roles) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select p.name, p.email,"
                        + " array(select m.organization_id from membership m where m.person_id = p.id and m.manager) as managed,"
                        + " array(select t.team_id from team_member t where t.person_id = p.id) as teams"
                        + " from person p where p.id = :id")
                .bind("id", personId)
                .map(
                    (row, context) ->
                        new Viewer(
                            personId,
                            row.getString("name"),
                            row.getString("email"),
                            Set.copyOf(roles),
                            ids(row, "managed"),
                            ids(row, "teams")))
                .findOne()
                .orElseThrow(() -> new NotVisible("person", personId.toString())));
  }

  /** Names of these people, by key. */
  public Map<UUID, String> names(Collection<UUID> keys) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select id, name from person where id = any(:keys)")
                .bindArray("keys", UUID.class, List.copyOf(keys))
                .reduceRows(
                    new HashMap<UUID, String>(),
                    (names, row) -> {
                      names.put(
                          row.getColumn("id", UUID.class), row.getColumn("name", String.class));
                      return names;
                    }));
  }

  /**
   * How the person wants to read, by name: language, theme, density, shortcuts. What he has not
   * chosen is missing.
   */
  public Map<String, String> choices(UUID personId) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select language, theme, density, shortcuts from person where id = :id")
                .bind("id", personId)
                .map(
                    (row, context) -> {
                      Map<String, String> choices = new HashMap<>();
                      for (String name : CHOICES) {
                        if (row.getString(name) != null) {
                          choices.put(name, row.getString(name));
                        }
                      }
                      return choices;
                    })
                .findOne()
                .orElseGet(Map::of));
  }

  /**
   * Keeps one such choice; null takes it back.
   *
   * @throws IllegalArgumentException when there is no such choice
   */
  @Transactional
  public void choose(UUID personId, String name, String value) {
    if (!CHOICES.contains(name)) {
      throw new IllegalArgumentException(name);
    }
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("update person set " + name + " = :value where id = :id")
                .bind("value", value)
                .bind("id", personId)
                .execute());
  }

  private static Set<UUID> ids(ResultSet row, String column) throws SQLException {
    Array array = row.getArray(column);
    return Set.of((UUID[]) array.getArray());
  }
}
