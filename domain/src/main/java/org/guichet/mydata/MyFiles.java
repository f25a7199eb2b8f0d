package org.guichet.mydata;

import java.util.List;
import java.util.UUID;
import org.guichet.access.Viewer;
import org.jdbi.v3.core.Jdbi;

/** The files of a person's requests and what he uploaded elsewhere, page by page. */
final class MyFiles {
  /** Files of notes are not his: he does not see the notes. */
  static final String MINE =
      """
      select a.id, a.name, a.size, coalesce(r.number, '') as number from attachment a
        join service_request r on r.id = a.request_id left join activity n on n.id = a.activity_id
        where r.requester_id = :viewer and not coalesce(n.internal, false)
      union
      select a.id, a.name, a.size, coalesce(r.number, '') from attachment a
        left join service_request r on r.id = a.request_id left join activity n on n.id = a.activity_id
        where a.uploaded_by = :viewer and not coalesce(n.internal, false)
      """;

  private static final int PAGE = 200;

  private final Jdbi jdbi;
  private final Viewer viewer;

  MyFiles(Jdbi jdbi, Viewer viewer) {
    this.jdbi = jdbi;
    this.viewer = viewer;
  }

  /**
   * A file.
   *
   * @param number of its request; empty for a draft's
   */
  record MyFile(UUID id, String name, String number) {}

  /** The first page. */
  List<MyFile> first() {
    return page("", new UUID(0, 0));
  }

  /** The page after that file; empty when it was the last. */
  List<MyFile> after(MyFile last) {
    return page(last.number(), last.id());
  }

  private List<MyFile> page(String number, UUID id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select id, name, number from ("
                        + MINE
                        + ") mine where (number, id) > (:number, :id) order by number, id limit :page")
                .bind("viewer", viewer.personId())
                .bind("number", number)
                .bind("id", id)
                .bind("page", PAGE)
                .map(
                    (row, context) ->
                        new MyFile(
                            row.getObject("id", UUID.class),
                            row.getString("name"),
                            row.getString("number")))
                .list());
  }
}
