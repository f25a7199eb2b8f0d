package org.guichet.queue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** The teams whose work a viewer sees, and the people in them: a supervisor's are all. */
@ApplicationScoped
public class Colleagues {
  private static final int MOST = 200;

  private Jdbi jdbi;

  protected Colleagues() {}

  @Inject
  public Colleagues(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A team or a person.
   *
   * @param team whether it is a team
   */
  public record Named(UUID id, String name, boolean team) implements Serializable {}

  /** Both, by name; 200 of each at most. */
  public List<Named> of(Viewer viewer) {
    String team = viewer.is(Role.SUPERVISOR) ? "true" : "t.id = any(:teams)";
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "(select t.id, t.name, true as team from team t where "
                        + team
                        + " order by t.name limit :most)"
                        + " union all (select distinct p.id, p.name, false from team t"
                        + " join team_member m on m.team_id = t.id join person p on p.id = m.person_id where "
                        + team
                        + " order by p.name limit :most)")
                .bindArray("teams", UUID.class, List.copyOf(viewer.teams()))
                .bind("most", MOST)
                .map(ConstructorMapper.of(Named.class))
                .list());
  }
}
