package org.guichet.template;

import java.util.List;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * Who may use and who may change what belongs to a team or to a person: everybody his own;
 * employees use what their teams share, supervisors change it. A supervisor's teams are all.
 */
public final class Shared {
  private final Viewer viewer;

  private Shared(Viewer viewer) {
    this.viewer = viewer;
  }

  /**
   * The rule for that viewer.
   *
   * @throws NotAllowed when he is no employee
   */
  public static Shared with(Viewer viewer) {
    if (!viewer.isStaff()) {
      throw new NotAllowed("work at the desk");
    }
    return new Shared(viewer);
  }

  /** The condition on the row that the query calls {@code alias}. Needs {@link #bind}. */
  public String mayUse(String alias) {
    String teams =
        viewer.is(Role.SUPERVISOR) ? ".team_id is not null" : ".team_id = any(:viewersTeams)";
    return "(" + alias + ".person_id = :viewer or " + alias + teams + ")";
  }

  /** The same for who may change it. */
  public String mayChange(String alias) {
    return viewer.is(Role.SUPERVISOR) ? mayUse(alias) : "(" + alias + ".person_id = :viewer)";
  }

  /** Gives the statement the values that the conditions name. */
  public <S extends SqlStatement<S>> S bind(S statement) {
    return statement
        .bind("viewer", viewer.personId())
        .bindArray("viewersTeams", UUID.class, List.copyOf(viewer.teams()));
  }

  /**
   * Refuses what is to be a team's unless the viewer may change what teams share.
   *
   * @param team null for his own
   */
  public void requireMayChange(UUID team) {
    if (team != null && !viewer.is(Role.SUPERVISOR)) {
      throw new NotAllowed("change what a team shares");
    }
  }
}
