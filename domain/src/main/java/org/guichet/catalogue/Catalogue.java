package org.guichet.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.guichet.access.NotVisible;
import org.guichet.access.Viewer;
import org.guichet.shared.JsonText;
import org.guichet.shared.LocalizedText;
import org.jdbi.v3.core.Jdbi;

/** What can be asked for at this counter. */
@ApplicationScoped
public class Catalogue {
  private static final String SERVICE =
      "select t.key, t.name, t.summary, t.usual, t.icon, t.search_words, t.needs_approval,"
          + " c.key as category, c.name as category_name";
  private static final String OFFERED =
      " from request_type t join service_category c on c.key = t.category_key"
          + " where t.active and t.form_version > 0";

  private Jdbi jdbi;

  protected Catalogue() {}

  @Inject
  public Catalogue(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /** All services on offer, by category, in the company's order. */
  public List<Service> all() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(SERVICE + OFFERED + " order by c.position, c.key, t.position, t.key")
                .map((row, context) -> service(row))
                .list());
  }

  /** What services and articles are sorted into, in the company's order. */
  public List<Category> categories() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    "select key, name::text as name from service_category order by position, key")
                .map(
                    (row, context) ->
                        new Category(
                            row.getString("key"), LocalizedText.parse(row.getString("name"))))
                .list());
  }

  /**
   * The services that the viewer asked for most among his last requests, then the company's first.
   */
  public List<Service> mostUsed(Viewer viewer, int limit) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SERVICE
                        + ", (select count(*) from (select r.type_id from service_request r"
                        + " where r.requester_id = :viewer order by r.updated_at desc limit 100) recent"
                        + " where recent.type_id = t.id) as used"
                        + OFFERED
                        + " order by used desc, c.position, c.key, t.position, t.key limit :limit")
                .bind("viewer", viewer.personId())
                .bind("limit", limit)
                .map((row, context) -> service(row))
                .list());
  }

  /**
   * The service of that key, with its form of today.
   *
   * @throws NotVisible when it is not on offer
   */
  public RequestType find(String key) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SERVICE
                        + ", t.id, t.team_id, t.default_priority, t.form_version,"
                        + " (select f.definition::text from request_form f"
                        + " where f.type_id = t.id and f.version = t.form_version) as form"
                        + OFFERED
                        + " and t.key = :key")
                .bind("key", key)
                .map((row, context) -> type(row, form(row.getString("form"))))
                .findOne()
                .orElseThrow(() -> new NotVisible("service", key)));
  }

  /**
   * The service of that key as it would be with another form, also when it is not on offer.
   *
   * @throws NotVisible when there is none
   */
  public RequestType with(String key, Form form) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    SERVICE
                        + ", t.id, t.team_id, t.default_priority, t.form_version"
                        + " from request_type t join service_category c on c.key = t.category_key where t.key = :key")
                .bind("key", key)
                .map((row, context) -> type(row, form))
                .findOne()
                .orElseThrow(() -> new NotVisible("service", key)));
  }

  private static RequestType type(ResultSet row, Form form) throws SQLException {
    return new RequestType(
        row.getObject("id", UUID.class),
        service(row),
        form,
        row.getInt("form_version"),
        row.getObject("team_id", UUID.class),
        row.getString("default_priority"));
  }

  private static Service service(ResultSet row) throws SQLException {
    String usual = row.getString("usual");
    return new Service(
        row.getString("key"),
        new Category(
            row.getString("category"), LocalizedText.parse(row.getString("category_name"))),
        LocalizedText.parse(row.getString("name")),
        LocalizedText.parse(row.getString("summary")),
        usual == null ? null : LocalizedText.parse(usual),
        row.getString("icon"),
        LocalizedText.parse(row.getString("search_words")),
        row.getBoolean("needs_approval"));
  }

  /** The form that the text of a jsonb column describes. */
  public static Form form(String json) {
    return Form.of(JsonText.object(json));
  }
}
