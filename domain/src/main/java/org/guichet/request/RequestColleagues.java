package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.guichet.access.Visibility;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Who works on a request beside the viewer, and which teams it can be handed to. */
@ApplicationScoped
public class RequestColleagues {
  private static final int MOST = 200;

  private Jdbi jdbi;

  protected RequestColleagues() {}

  @Inject
  public RequestColleagues(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * A team or a person.
   *
   * @param team whether it is a team
   * @param member whether the person belongs to the request's team
   */
  public record Named(UUID id, String name, boolean team, boolean member) implements Serializable {}

  /**
   * People who see the request because they work on it, then all teams, each by name; 200 of each
   * at most, nothing for who does not see it at the desk himself.
   */
  public List<Named> of(Viewer viewer, String number) {
    Visibility desk = Visibility.atDesk(viewer);
    String visible = " from service_request r where r.number = :number and " + desk.of("r");
    return jdbi.withHandle(
        handle ->
            desk.bind(
                    handle
                        .createQuery(
                            "(select p.id, p.name, false as team, exists (select 1 from service_request r join team_member m"
                                + " on m.team_id = r.team_id and m.person_id = p.id where r.number = :number) as member"
                                + " from person p where p.id in (select c.id from (select r.*"
                                + visible
                                + ") r, lateral ("
                                + Visibility.colleaguesOf("r")
                                + ") c(id)) order by lower(p.name) limit :most) union all"
                                + " (select t.id, t.name, true, false from team t where exists (select 1"
                                + visible
                                + ") order by lower(t.name) limit :most)")
                        .bind("number", number)
                        .bind("most", MOST))
                .map(ConstructorMapper.of(Named.class))
                .list());
  }
}
