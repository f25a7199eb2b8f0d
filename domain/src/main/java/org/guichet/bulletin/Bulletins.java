package org.guichet.bulletin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.guichet.shared.LocalizedText;
import org.jdbi.v3.core.Jdbi;

/** The company's announcements. */
@ApplicationScoped
public class Bulletins {
  private Jdbi jdbi;

  protected Bulletins() {}

  @Inject
  public Bulletins(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** What is announced at that moment, the newest first. */
  public List<Bulletin> at(Instant moment, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select title::text, body::text, shown_from from bulletin where shown_from <= :moment"
                        + " and (shown_until is null or shown_until > :moment)"
                        + " order by shown_from desc, id limit :limit")
                .bind("moment", moment)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Bulletin(
                            LocalizedText.parse(row.getString("title")),
                            LocalizedText.parse(row.getString("body")),
                            row.getTimestamp("shown_from").toInstant()))
                .list());
  }
}
