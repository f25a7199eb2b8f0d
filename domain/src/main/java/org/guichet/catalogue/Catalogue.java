package org.guichet.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.shared.JsonText;
import org.guichet.shared.LocalizedText;
import org.jdbi.v3.core.Jdbi;

/** What can be asked for at this counter. */
@ApplicationScoped
public class Catalogue {
  private static final String SELECT =
      "select id, key, category, name, summary, icon, form, team_id from request_type where active";

  private Jdbi jdbi;

  protected Catalogue() {}

  @Inject
  public Catalogue(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** All services on offer, in the company's order. */
  public List<RequestType> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " order by position, key")
                .map((row, context) -> type(row))
                .list());
  }

  /**
   * The service of that key.
   *
   * @throws NotVisible when it is not on offer
   */
  public RequestType find(String key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SELECT + " and key = :key")
                .bind("key", key)
                .map((row, context) -> type(row))
                .findOne()
                .orElseThrow(() -> new NotVisible("service", key)));
  }

  private static RequestType type(ResultSet row) throws SQLException {
    return new RequestType(
        row.getObject("id", UUID.class),
        row.getString("key"),
        LocalizedText.parse(row.getString("category")),
        LocalizedText.parse(row.getString("name")),
        LocalizedText.parse(row.getString("summary")),
        row.getString("icon"),
        Form.of(JsonText.object(row.getString("form"))),
        row.getObject("team_id", UUID.class));
  }

  /** The form that the text of a jsonb column describes. */
  public static Form form(String json) {
    return Form.of(JsonText.object(json));
  }
}
