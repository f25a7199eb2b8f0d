package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.guichet.access.NotAllowed;
import org.guichet.access.Role;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/**
 * Filters of lists that a person has given a name: his own, and of the queue those that somebody
 * shares with a team.
 */
@ApplicationScoped
public class SavedViews {
  /** Characters of a name. */
  public static final int LONGEST_NAME = 60;

  /** Views of one person. */
  static final int MOST = 30;

  private static final int LONGEST_QUERY = 1_000;

  private Jdbi jdbi;

  protected SavedViews() {}

  @Inject
  public SavedViews(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** Which list a view is of. */
  public enum Of {
    REQUESTS,
    QUEUE;

    private String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A filter with a name.
   *
   * @param query the part of the list's address behind the question mark
   * @param team name of the team that it is shared with; null for none
   * @param own whether the viewer may forget it
   */
  public record SavedView(UUID id, String name, String query, String team, boolean own)
      implements Serializable {}

  /** The viewer's own, and of the queue those shared with his teams, by name. */
  public List<SavedView> of(Viewer viewer, Of list) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select v.id, v.name, v.query, t.name as team, (v.person_id = :viewer or :supervisor) as own"
                        + " from saved_view v left join team t on t.id = v.team_id where v.list = :list"
                        + " and (v.person_id = :viewer or v.team_id = any(:teams))"
                        + " order by v.team_id is not null, lower(v.name) limit :most")
                .bind("viewer", viewer.personId())
                .bind("supervisor", viewer.is(Role.SUPERVISOR))
                .bind("list", list.key())
                .bindArray("teams", UUID.class, List.copyOf(viewer.teams()))
                .bind("most", 4 * MOST)
                .map(ConstructorMapper.of(SavedView.class))
                .list());
  }

  /**
   * Keeps a filter for the viewer alone; one of that name is replaced.
   *
   * @return false when the name is missing or too long, or when there are too many already
   */
  @Transactional
  public boolean save(Viewer viewer, Of list, String name, String query) {
    return save(viewer, list, name, query, null);
  }

  /**
   * Keeps a filter; one of that name is replaced.
   *
   * @param team whose people see it, too: one of the viewer's, of a supervisor any; null for none
   * @return false when the name is missing or too long, or when there are too many already
   * @throws NotAllowed when that is not his team
   */
  @Transactional
  public boolean save(Viewer viewer, Of list, String name, String query, UUID team) {
    if (team != null
        && !(viewer.isStaff() && (viewer.is(Role.SUPERVISOR) || viewer.teams().contains(team)))) {
      throw new NotAllowed("share a view with that team");
    }
    String clean = name == null ? "" : name.replaceAll("\\p{Cntrl}+", " ").strip();
    if (clean.isEmpty() || clean.length() > LONGEST_NAME || query.length() > LONGEST_QUERY) {
      return false;
    }
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        "insert into saved_view (id, person_id, list, name, query, team_id)"
                            + " select gen_random_uuid(), :viewer, :list, :name, :query, cast(:team as uuid)"
                            + " where (select count(*) from saved_view where person_id = :viewer and list = :list"
                            + " and lower(name) <> lower(:name)) < :most"
                            + " on conflict (person_id, list, lower(name)) do update"
                            + " set name = excluded.name, query = excluded.query, team_id = excluded.team_id")
                    .bind("viewer", viewer.personId())
                    .bind("list", list.key())
                    .bind("name", clean)
                    .bind("query", query)
                    .bind("team", team)
                    .bind("most", MOST)
                    .execute()
                == 1);
  }

  /**
   * Forgets one of the viewer's own, or as a supervisor one that is shared; nothing happens when it
   * is neither.
   */
  @Transactional
  public void forget(Viewer viewer, UUID id) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "delete from saved_view where id = :id"
                        + " and (person_id = :viewer or :supervisor and team_id is not null)")
                .bind("id", id)
                .bind("viewer", viewer.personId())
                .bind("supervisor", viewer.is(Role.SUPERVISOR))
                .execute());
  }
}
