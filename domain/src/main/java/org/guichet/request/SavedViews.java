package org.guichet.request;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.Serializable;
import java.util.List;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Filters of lists that a person has given a name; everybody has only his own. */
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

  /**
   * A filter with a name.
   *
   * @param query the part of the list's address behind the question mark
   */
  public record SavedView(UUID id, String name, String query) implements Serializable {}

  /** The viewer's own, by name. */
  public List<SavedView> of(Viewer viewer) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select id, name, query from saved_view where person_id = :viewer order by lower(name)")
                .bind("viewer", viewer.personId())
                .map(ConstructorMapper.of(SavedView.class))
                .list());
  }

  /**
   * Keeps a filter; one of that name is replaced.
   *
   * @return false when the name is missing or too long, or when there are too many already
   */
  @Transactional
  public boolean save(Viewer viewer, String name, String query) {
    String clean = name == null ? "" : name.replaceAll("\\p{Cntrl}+", " ").strip();
    if (clean.isEmpty() || clean.length() > LONGEST_NAME || query.length() > LONGEST_QUERY) {
      return false;
    }
    return jdbi.withHandle(
        handle ->
            handle
                    .createUpdate(
                        "insert into saved_view (id, person_id, name, query) select gen_random_uuid(), :viewer, :name, :query"
                            + " where (select count(*) from saved_view where person_id = :viewer and lower(name) <> lower(:name)) < :most"
                            + " on conflict (person_id, lower(name)) do update set name = excluded.name, query = excluded.query")
                    .bind("viewer", viewer.personId())
                    .bind("name", clean)
                    .bind("query", query)
                    .bind("most", MOST)
                    .execute()
                == 1);
  }

  /** Forgets one of the viewer's own; nothing happens when it is not his. */
  @Transactional
  public void forget(Viewer viewer, UUID id) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("delete from saved_view where id = :id and person_id = :viewer")
                .bind("id", id)
                .bind("viewer", viewer.personId())
                .execute());
  }
}
